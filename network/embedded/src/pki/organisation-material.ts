import { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { CertificateAuthority, type KeyPair } from './certificate-authority.js';
import { keyFilesIn, loadOrCreate, replace, type KeyFiles } from './key-files.js';

/** Keys of one peer. */
export interface PeerMaterial {
  readonly name: string;
  readonly identity: KeyPair;
  readonly tls: KeyPair;
}

/** What a peer's keys are made for. */
export interface PeerKeysRequest {
  readonly name: string;
  /** Where the peer listens; its TLS certificate names it. */
  readonly host: string;
}

/** The name that the TLS certificates of all peers of an organisation have in common. */
export function organisationHost(mspId: string): string {
  return mspId.toLowerCase();
}

/** Keys of one organisation, and where its users' files lie. */
export interface OrganisationMaterial {
  readonly mspId: string;
  readonly caCertificate: string;
  readonly tlsCaFile: string;
  readonly tlsCaCertificate: string;
  readonly peers: readonly PeerMaterial[];
  readonly user: KeyFiles;
  readonly admin: KeyFiles;
  readonly adminIdentity: KeyPair;
}

/**
 * Makes or reads the keys of a peer organisation under `<crypto>/<MSPID>/`:
 * `ca/`, `tlsca/`, `peers/<name>/{cert,key,tls-cert,tls-key}.pem`, `users/{User1,Admin}/`.
 */
export async function peerOrganisation(
  crypto: string,
  mspId: string,
  peerKeys: readonly PeerKeysRequest[],
): Promise<OrganisationMaterial> {
  const folder = join(crypto, mspId);
  const ca = await authority(join(folder, 'ca'), mspId, `ca.${mspId}`);
  const tlsCa = await authority(join(folder, 'tlsca'), mspId, `tlsca.${mspId}`);
  const peers: PeerMaterial[] = [];
  for (const peer of peerKeys)
    peers.push(await peerMaterial(join(folder, 'peers', peer.name), peer, mspId, ca, tlsCa));
  const user = keyFilesIn(join(folder, 'users', 'User1'));
  const admin = keyFilesIn(join(folder, 'users', 'Admin'));
  await loadOrCreate(user, () => ca.issue({ commonName: `User1@${mspId}`, organisationalUnit: 'client' }));
  const adminIdentity = await loadOrCreate(admin, () =>
    ca.issue({ commonName: `Admin@${mspId}`, organisationalUnit: 'admin' }),
  );
  return {
    mspId,
    caCertificate: ca.pair().certificate,
    tlsCaFile: keyFilesIn(join(folder, 'tlsca')).certificate,
    tlsCaCertificate: tlsCa.pair().certificate,
    peers,
    user,
    admin,
    adminIdentity,
  };
}

/** Makes or reads the ordering organisation: its CA certificate and the orderer's signing identity. */
export async function ordererOrganisation(
  crypto: string,
  mspId: string,
): Promise<{ readonly caCertificate: string; readonly orderer: KeyPair }> {
  const folder = join(crypto, mspId);
  const ca = await authority(join(folder, 'ca'), mspId, `ca.${mspId}`);
  const orderer = await loadOrCreate(keyFilesIn(join(folder, 'orderers', 'orderer0')), () =>
    ca.issue({ commonName: `orderer0.${mspId}`, organisationalUnit: 'orderer' }),
  );
  return { caCertificate: ca.pair().certificate, orderer };
}

async function authority(
  folder: string,
  organisation: string,
  commonName: string,
): Promise<CertificateAuthority> {
  const pair = await loadOrCreate(keyFilesIn(folder), async () =>
    (await CertificateAuthority.create(organisation, commonName)).pair(),
  );
  return await CertificateAuthority.load(pair);
}

async function peerMaterial(
  folder: string,
  { name, host }: PeerKeysRequest,
  mspId: string,
  ca: CertificateAuthority,
  tlsCa: CertificateAuthority,
): Promise<PeerMaterial> {
  const identity = await loadOrCreate(keyFilesIn(folder), () =>
    ca.issue({ commonName: `${name}.${mspId}`, organisationalUnit: 'peer' }),
  );
  const tlsFiles = { certificate: join(folder, 'tls-cert.pem'), key: join(folder, 'tls-key.pem') };
  const hosts = [...new Set([name, organisationHost(mspId), 'localhost', '127.0.0.1', host])];
  const issue = (): Promise<KeyPair> => tlsCa.issue({ commonName: name, hosts });
  const stored = await loadOrCreate(tlsFiles, issue);
  const tls = hosts.every((name) => covers(stored, name)) ? stored : await replace(tlsFiles, await issue());
  return { name, identity, tls };
}

function covers({ certificate }: KeyPair, host: string): boolean {
  const parsed = new X509Certificate(certificate);
  return (isIP(host) === 0 ? parsed.checkHost(host) : parsed.checkIP(host)) !== undefined;
}
