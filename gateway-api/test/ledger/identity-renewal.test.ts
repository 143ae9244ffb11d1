import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { X509Certificate } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import type { GatewayConfig } from '../../src/config/gateway-config.js';
import { CertificateAuthorityFault } from '../../src/ledger/identity/certificate-authority-fault.js';
import {
  CertificateIssuer,
  type IssuedCertificate,
  type SubmitterAttributes,
} from '../../src/ledger/identity/certificate-issuer.js';
import { enrolmentIdOf } from '../../src/ledger/identity/held-certificate.js';
import { LedgerIdentities } from '../../src/ledger/identity/ledger-identities.js';
import { LocalCertificateIssuer } from '../../src/ledger/identity/local-certificate-issuer.js';
import { LedgerIdentityPast1764000002110 } from '../../src/migrations/2110-ledger-identity-past.js';
import { Outbox1764000002100 } from '../../src/migrations/2100-outbox.js';
import { connectDatabase } from '../../src/platform/database/connect-database.js';
import { Transactions } from '../../src/platform/database/transactions.js';
import { MasterKey } from '../../src/platform/secrets/master-key.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';
import { makeAuthority, type SmallAuthority } from '../support/small-authority.js';

const day = 24 * 60 * 60 * 1000;

/** The local CA behind a door that can be shut, as a server that is away is. */
class AuthorityBehindDoor extends CertificateIssuer {
  shut = false;

  constructor(private readonly issuer: CertificateIssuer) {
    super();
  }

  override issue(enrolmentId: string, attributes: SubmitterAttributes): Promise<IssuedCertificate> {
    return this.#open(() => this.issuer.issue(enrolmentId, attributes));
  }

  override renew(current: IssuedCertificate, attributes: SubmitterAttributes): Promise<IssuedCertificate> {
    return this.#open(() => this.issuer.renew(current, attributes));
  }

  #open(work: () => Promise<IssuedCertificate>): Promise<IssuedCertificate> {
    if (this.shut) return Promise.reject(new CertificateAuthorityFault('unreachable', 'the door is shut'));
    return work();
  }
}

let database: TestDatabase;
let dataSource: DataSource;
let authority: SmallAuthority;
let folder: string;
let issuer: AuthorityBehindDoor;

beforeAll(async () => {
  database = await createTestDatabase();
  dataSource = await connectDatabase(database.url, {
    entities: [],
    migrations: [Outbox1764000002100, LedgerIdentityPast1764000002110],
  });
  authority = await makeAuthority();
  folder = await mkdtemp(path.join(tmpdir(), 'baytrace-identities-'));
  issuer = new AuthorityBehindDoor(new LocalCertificateIssuer(authority.files));
});

afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
  await authority.remove();
  await rm(folder, { recursive: true, force: true });
});

afterEach(() => {
  jest.restoreAllMocks();
  issuer.shut = false;
});

/** The custody as a gateway process has it; another one stands for another process or a restart. */
const custody = (): LedgerIdentities =>
  new LedgerIdentities(
    new Transactions(dataSource),
    issuer,
    new MasterKey({ state: { folder, firstAccountsFile: undefined } } as GatewayConfig),
  );

const inDays = (days: number): void => {
  const then = Date.now() + days * day;
  jest.spyOn(Date, 'now').mockReturnValue(then);
};

const pastOf = async (identity: string): Promise<unknown[]> =>
  (
    await database.query('SELECT certificate_pem FROM app.ledger_identity_past WHERE identity = $1', [
      identity,
    ])
  ).map((row) => row['certificate_pem']);

describe('certificates in custody', () => {
  test('one with more than 30 days left is used as it is', async () => {
    const identities = custody();
    const first = await identities.enterprise('E-STAYS');
    inDays(330);
    expect(await identities.byId(first.id)).toEqual(first);
    expect(await pastOf(first.id)).toEqual([]);
  });

  test('one that nears its end is renewed at its next use, with a new key under the same pseudonym', async () => {
    const identities = custody();
    const first = await identities.enterprise('E-RENEWS');
    inDays(340);
    const second = await identities.byId(first.id);
    expect(second.id).toBe(first.id);
    expect(second.keyPem).not.toBe(first.keyPem);
    expect(enrolmentIdOf(second.certificatePem)).toBe(enrolmentIdOf(first.certificatePem));
    expect(Date.parse(new X509Certificate(second.certificatePem).validTo)).toBeGreaterThan(
      Date.now() + 300 * day,
    );
    expect(await pastOf(first.id)).toEqual([first.certificatePem]);
    expect(await custody().enterprise('E-RENEWS')).toEqual(second);
  });

  test('of two processes that renew at once one wins, and both sign with what was kept', async () => {
    const [one, other] = [custody(), custody()];
    const { id } = await one.regulator('R-TWICE');
    await other.byId(id);
    inDays(340);
    const [a, b] = await Promise.all([one.byId(id), other.byId(id)]);
    expect(a).toEqual(b);
    expect(await pastOf(id)).toHaveLength(1);
  });

  test('while the authority is away a certificate that is still good goes on being used', async () => {
    const identities = custody();
    const first = await identities.enterprise('E-WAITS');
    inDays(340);
    issuer.shut = true;
    expect(await identities.byId(first.id)).toEqual(first);
    issuer.shut = false;
    expect(await identities.byId(first.id)).toEqual(first);
    inDays(0.5);
    expect(await identities.byId(first.id)).not.toEqual(first);
  });

  test('one that has ended is not used: it is issued anew, or BT-UNAVAILABLE', async () => {
    const identities = custody();
    const first = await identities.enterprise('E-ENDED');
    inDays(400);
    issuer.shut = true;
    await expect(identities.byId(first.id)).rejects.toMatchObject({
      code: 'BT-UNAVAILABLE',
      params: { part: 'certificate-authority' },
    });
    issuer.shut = false;
    const second = await identities.byId(first.id);
    expect(second.id).toBe(first.id);
    expect(enrolmentIdOf(second.certificatePem)).not.toBe(enrolmentIdOf(first.certificatePem));
  });
});
