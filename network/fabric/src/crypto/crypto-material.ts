import { join } from 'node:path';
import type { Jurisdiction } from '../layout/jurisdictions.js';

/** The two lists of organisations in cryptogen's output. */
export type OrganisationList = 'peerOrganizations' | 'ordererOrganizations';

/** A certificate and its key: absolute paths of PEM files. */
export interface KeyPairFiles {
  readonly certificate: string;
  readonly key: string;
}

/** Folders of a node: its local MSP, and `server.crt`, `server.key`, `ca.crt`. */
export function nodeMaterial(
  crypto: string,
  list: OrganisationList,
  domain: string,
  hostname: string,
): { msp: string; tls: string } {
  const folder = join(crypto, list, domain, list === 'peerOrganizations' ? 'peers' : 'orderers', hostname);
  return { msp: join(folder, 'msp'), tls: join(folder, 'tls') };
}

function organisationFolder(crypto: string, list: OrganisationList, jurisdiction: Jurisdiction): string {
  const domain = list === 'peerOrganizations' ? jurisdiction.domain : jurisdiction.ordererDomain;
  return join(crypto, list, domain);
}

/** Verifying MSP of an organisation, as it goes into the genesis block. */
export function organisationMsp(crypto: string, list: OrganisationList, jurisdiction: Jurisdiction): string {
  return join(organisationFolder(crypto, list, jurisdiction), 'msp');
}

/** Root certificate of an organisation's TLS CA. */
export function tlsRoot(crypto: string, list: OrganisationList, jurisdiction: Jurisdiction): string {
  const domain = list === 'peerOrganizations' ? jurisdiction.domain : jurisdiction.ordererDomain;
  return join(organisationFolder(crypto, list, jurisdiction), 'tlsca', `tlsca.${domain}-cert.pem`);
}

function userFolder(
  crypto: string,
  list: OrganisationList,
  jurisdiction: Jurisdiction,
  user: string,
): string {
  const domain = list === 'peerOrganizations' ? jurisdiction.domain : jurisdiction.ordererDomain;
  return join(organisationFolder(crypto, list, jurisdiction), 'users', `${user}@${domain}`);
}

/** Local MSP of an organisation's administrator, for the `peer` program. */
export function administratorMsp(crypto: string, jurisdiction: Jurisdiction): string {
  return join(userFolder(crypto, 'peerOrganizations', jurisdiction, 'Admin'), 'msp');
}

/** Signing certificate and key of a user of the peer organisation: `Admin` or `User1`. */
export function userIdentity(
  crypto: string,
  jurisdiction: Jurisdiction,
  user: 'Admin' | 'User1',
): KeyPairFiles {
  const msp = join(userFolder(crypto, 'peerOrganizations', jurisdiction, user), 'msp');
  return {
    certificate: join(msp, 'signcerts', `${user}@${jurisdiction.domain}-cert.pem`),
    key: join(msp, 'keystore', 'priv_sk'),
  };
}

/** TLS client pair with which the orderer organisation's administrator reaches its orderers' administration port. */
export function ordererAdministratorTls(crypto: string, jurisdiction: Jurisdiction): KeyPairFiles {
  const tls = join(userFolder(crypto, 'ordererOrganizations', jurisdiction, 'Admin'), 'tls');
  return { certificate: join(tls, 'client.crt'), key: join(tls, 'client.key') };
}

/** Signing certificate of a node. */
export function signCertificate(msp: string, hostname: string): string {
  return join(msp, 'signcerts', `${hostname}-cert.pem`);
}
