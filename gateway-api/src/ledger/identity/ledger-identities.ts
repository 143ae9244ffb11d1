import { Injectable, Logger } from '@nestjs/common';
import { MasterKey } from '../../platform/secrets/master-key.js';
import { Transactions } from '../../platform/database/transactions.js';
import { randomId } from '../../platform/random-id.js';
import type { SigningIdentity } from '../connection/signing-identity.js';
import { CertificateAuthorityFault } from './certificate-authority-fault.js';
import { CertificateIssuer, type IssuedCertificate, type SubmitterAttributes } from './certificate-issuer.js';
import { lifeOf } from './held-certificate.js';

interface IdentityRow {
  readonly id: string;
  readonly role: SubmitterAttributes['role'];
  readonly subject: string;
  readonly certificate_pem: string;
  readonly key_sealed: Buffer;
}

/** An identity in use: its key is open, its end is known. */
interface HeldIdentity {
  readonly identity: SigningIdentity;
  readonly attributes: SubmitterAttributes;
  readonly expiresAt: number;
  /** Moved on when a renewal failed. */
  renewAt: number;
}

const purpose = 'ledger-identity';
const columns = 'id, role, subject, certificate_pem, key_sealed';
/** How long after a failed renewal the next one is tried, while the certificate is still good. */
const renewalPauseMs = 10 * 60 * 1000;

const attributesOf = ({ role, subject }: IdentityRow): SubmitterAttributes =>
  role === 'enterprise' ? { role, enterprise: subject } : { role };

/**
 * Signing identities in custody of this gateway: one an enterprise, one a regulator (personal), one for the gateway
 * itself. Keys are sealed; enrolment ids are random pseudonyms. A certificate that nears its end is renewed at its next
 * use; the certificates before it are kept for audit, their keys are not.
 */
@Injectable()
export class LedgerIdentities {
  readonly #logger = new Logger(LedgerIdentities.name);
  readonly #held = new Map<string, HeldIdentity>();
  readonly #renewals = new Map<string, Promise<SigningIdentity>>();

  constructor(
    private readonly transactions: Transactions,
    private readonly issuer: CertificateIssuer,
    private readonly masterKey: MasterKey,
  ) {}

  /** Identity of an enterprise; issued at first use. @throws CertificateAuthorityFault */
  enterprise(enterprise: string): Promise<SigningIdentity> {
    return this.#ensure({ role: 'enterprise', enterprise }, enterprise);
  }

  /** Personal identity of a regulator's account. @throws CertificateAuthorityFault */
  regulator(account: string): Promise<SigningIdentity> {
    return this.#ensure({ role: 'regulator' }, account);
  }

  /** Identity of the gateway itself. @throws CertificateAuthorityFault */
  gateway(): Promise<SigningIdentity> {
    return this.#ensure({ role: 'gateway' }, 'gateway');
  }

  /**
   * @throws Error when no such identity was issued here.
   * @throws CertificateAuthorityFault when its certificate has ended and no other could be had.
   */
  async byId(id: string): Promise<SigningIdentity> {
    const held = this.#held.get(id) ?? (await this.#read(id));
    return this.#fresh(held);
  }

  async #ensure(attributes: SubmitterAttributes, subject: string): Promise<SigningIdentity> {
    const held = (await this.#find(attributes.role, subject)) ?? (await this.#issue(attributes, subject));
    return this.#fresh(held);
  }

  async #find(role: string, subject: string): Promise<HeldIdentity | undefined> {
    const [row] = await this.transactions.reader.query<IdentityRow[]>(
      `SELECT ${columns} FROM app.ledger_identity WHERE role = $1 AND subject = $2`,
      [role, subject],
    );
    return row === undefined ? undefined : this.#open(row);
  }

  async #read(id: string): Promise<HeldIdentity> {
    const [row] = await this.transactions.reader.query<IdentityRow[]>(
      `SELECT ${columns} FROM app.ledger_identity WHERE id = $1`,
      [id],
    );
    if (row === undefined) throw new Error(`no ledger identity ${id}`);
    return this.#open(row);
  }

  async #issue(attributes: SubmitterAttributes, subject: string): Promise<HeldIdentity> {
    const id = randomId();
    const { certificatePem, keyPem } = await this.#logged(() => this.issuer.issue(id, attributes));
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

  async #open(row: IdentityRow): Promise<HeldIdentity> {
    const known = this.#held.get(row.id);
    if (known?.identity.certificatePem === row.certificate_pem) return known;
    const keyPem = (await this.masterKey.open(purpose, row.id, row.key_sealed)).toString();
    const identity = { id: row.id, certificatePem: row.certificate_pem, keyPem };
    const held = { identity, attributes: attributesOf(row), ...lifeOf(row.certificate_pem) };
    this.#held.set(row.id, held);
    return held;
  }

  /** The identity with a certificate that is not about to end; waits for the authority only when it must. */
  async #fresh(held: HeldIdentity): Promise<SigningIdentity> {
    if (Date.now() < held.renewAt) return held.identity;
    const { id } = held.identity;
    const renewal = this.#renewals.get(id) ?? this.#renew(held).finally(() => this.#renewals.delete(id));
    this.#renewals.set(id, renewal);
    try {
      return await renewal;
    } catch (error) {
      if (Date.now() >= held.expiresAt) throw error;
      held.renewAt = Date.now() + renewalPauseMs;
      return held.identity;
    }
  }

  async #renew(held: HeldIdentity): Promise<SigningIdentity> {
    const { identity } = held;
    const next = await this.#logged(() => this.#nextCertificate(held));
    const sealed = await this.masterKey.seal(purpose, identity.id, Buffer.from(next.keyPem));
    // one statement: of two processes that renew at once, one wins, and both then use what was kept
    await this.transactions.reader.query(
      `WITH past AS (
         INSERT INTO app.ledger_identity_past (identity, certificate_pem)
         SELECT id, certificate_pem FROM app.ledger_identity WHERE id = $1 AND certificate_pem = $4
         ON CONFLICT DO NOTHING)
       UPDATE app.ledger_identity SET certificate_pem = $2, key_sealed = $3 WHERE id = $1 AND certificate_pem = $4`,
      [identity.id, next.certificatePem, sealed, identity.certificatePem],
    );
    return (await this.#read(identity.id)).identity;
  }

  /** A certificate that has ended authenticates nobody: then the holder is issued anew, under another pseudonym. */
  #nextCertificate({ identity, attributes, expiresAt }: HeldIdentity): Promise<IssuedCertificate> {
    return Date.now() < expiresAt
      ? this.issuer.renew(identity, attributes)
      : this.issuer.issue(randomId(), attributes);
  }

  async #logged<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      const text =
        error instanceof CertificateAuthorityFault ? `${error.kind}: ${error.detail}` : String(error);
      this.#logger.warn(`certificate authority: ${text}`);
      throw error;
    }
  }
}
