import { Injectable } from '@nestjs/common';
import { MasterKey } from '../../platform/secrets/master-key.js';
import { Transactions } from '../../platform/database/transactions.js';
import { randomId } from '../../platform/random-id.js';
import type { SigningIdentity } from '../connection/fabric-connection.js';
import { CertificateIssuer, type SubmitterAttributes } from './certificate-issuer.js';

interface IdentityRow {
  readonly id: string;
  readonly certificate_pem: string;
  readonly key_sealed: Buffer;
}

const purpose = 'ledger-identity';

/**
 * Signing identities in custody of this gateway: one an enterprise, one a regulator (personal), one for the gateway
 * itself. Keys are sealed; enrolment ids are random pseudonyms.
 */
@Injectable()
export class LedgerIdentities {
  readonly #opened = new Map<string, SigningIdentity>();

  constructor(
    private readonly transactions: Transactions,
    private readonly issuer: CertificateIssuer,
    private readonly masterKey: MasterKey,
  ) {}

  /** Identity of an enterprise; issued at first use. */
  enterprise(enterprise: string): Promise<SigningIdentity> {
    return this.#ensure({ role: 'enterprise', enterprise }, enterprise);
  }

  /** Personal identity of a regulator's account. */
  regulator(account: string): Promise<SigningIdentity> {
    return this.#ensure({ role: 'regulator' }, account);
  }

  /** Identity of the gateway itself. */
  gateway(): Promise<SigningIdentity> {
    return this.#ensure({ role: 'gateway' }, 'gateway');
  }

  /** @throws Error when no such identity was issued here. */
  async byId(id: string): Promise<SigningIdentity> {
    const known = this.#opened.get(id);
    if (known !== undefined) return known;
    const [row] = await this.transactions.reader.query<IdentityRow[]>(
      'SELECT id, certificate_pem, key_sealed FROM app.ledger_identity WHERE id = $1',
      [id],
    );
    if (row === undefined) throw new Error(`no ledger identity ${id}`);
    return this.#open(row);
  }

  async #ensure(attributes: SubmitterAttributes, subject: string): Promise<SigningIdentity> {
    return (await this.#find(attributes.role, subject)) ?? this.#issue(attributes, subject);
  }

  async #find(role: string, subject: string): Promise<SigningIdentity | undefined> {
    const [row] = await this.transactions.reader.query<IdentityRow[]>(
      'SELECT id, certificate_pem, key_sealed FROM app.ledger_identity WHERE role = $1 AND subject = $2',
      [role, subject],
    );
    return row === undefined ? undefined : this.#open(row);
  }

  async #issue(attributes: SubmitterAttributes, subject: string): Promise<SigningIdentity> {
    const id = randomId();
    const { certificatePem, keyPem } = await this.issuer.issue(id, attributes);
    const sealed = await this.masterKey.seal(purpose, id, Buffer.from(keyPem));
    await this.transactions.reader.query(
      `INSERT INTO app.ledger_identity (id, role, subject, certificate_pem, key_sealed) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (role, subject) DO NOTHING`,
      [id, attributes.role, subject, certificatePem, sealed],
    );
    const kept = await this.#find(attributes.role, subject);
    if (kept === undefined) throw new Error('ledger identity was not kept');
    return kept;
  }

  async #open(row: IdentityRow): Promise<SigningIdentity> {
    const known = this.#opened.get(row.id);
    if (known !== undefined) return known;
    const keyPem = (await this.masterKey.open(purpose, row.id, row.key_sealed)).toString();
    const identity = { id: row.id, certificatePem: row.certificate_pem, keyPem };
    this.#opened.set(row.id, identity);
    return identity;
  }
}
