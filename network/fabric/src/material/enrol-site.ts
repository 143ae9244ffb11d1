import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { brokerHostname, orderersOf, peersOf } from '../containers/container-layout.js';
import { nodeFiles, siteFiles } from '../containers/material-folder.js';
import type { OrdererNode, PeerNode } from '../layout/layout.js';
import { AuthorityClient, keep, type Enrolled } from './authority-client.js';
import { operatorCrypto, publicMaterial, type SiteMaterial } from './site-material.js';

/** Roles by organisational unit, all under the one root `cacerts/ca.pem` (Fabric, docs/source/msp.rst, NodeOUs). */
export function nodeOus(): string {
  const unit = (name: string): object => ({
    Certificate: 'cacerts/ca.pem',
    OrganizationalUnitIdentifier: name,
  });
  return stringify({
    NodeOUs: {
      Enable: true,
      ClientOUIdentifier: unit('client'),
      PeerOUIdentifier: unit('peer'),
      AdminOUIdentifier: unit('admin'),
      OrdererOUIdentifier: unit('orderer'),
    },
  });
}

function writePublic(path: string, content: string | Buffer): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

/** What the enrolments of one run have in common. */
interface Round {
  readonly site: SiteMaterial;
  readonly client: AuthorityClient;
  readonly enrolled: string[];
}

/** Enrols unless the file that comes last is there. */
async function unlessThere(
  round: Round,
  name: string,
  last: string,
  work: () => Promise<void>,
): Promise<void> {
  if (existsSync(last)) return;
  await work();
  round.enrolled.push(name);
}

async function enrolNode(
  round: Round,
  node: PeerNode | OrdererNode,
  type: 'peer' | 'orderer',
): Promise<void> {
  const { site, client } = round;
  const files = nodeFiles(node);
  const members = type === 'peer' ? 'members' : 'orderers';
  await unlessThere(round, node.id, site.file(files.tlsKey), async () => {
    const sign = await client.enrol({ authority: members, name: node.hostname, type });
    const domain = type === 'peer' ? [node.jurisdiction.domain] : [];
    const hosts = [node.hostname, ...domain, 'localhost', '127.0.0.1'];
    const tls = await client.enrol({ authority: `${members}-tls`, name: node.hostname, type, hosts });
    writePublic(site.file(files.mspConfig), nodeOus());
    keep(sign.root, join(site.file(files.caCertificates), 'ca.pem'));
    keep(tls.root, join(site.file(files.tlsCaCertificates), 'tls-ca.pem'));
    keep(sign.certificate, join(site.file(files.signCertificates), 'cert.pem'));
    keep(sign.key, site.file(files.signKey));
    keep(tls.root, site.file(files.tlsRoot));
    keep(tls.certificate, site.file(files.tlsCertificate));
    keep(tls.key, site.file(files.tlsKey));
  });
}

async function enrolBroker(round: Round): Promise<void> {
  const { site, client } = round;
  const hostname = brokerHostname(site.jurisdiction);
  await unlessThere(round, 'broker', site.file(siteFiles.mqttTlsKey), async () => {
    const hosts = [hostname, 'localhost', '127.0.0.1'];
    const tls = await client.enrol({ authority: 'members-tls', name: hostname, type: 'client', hosts });
    keep(tls.root, site.file(siteFiles.tlsRoot));
    keep(tls.certificate, site.file(siteFiles.mqttTlsCertificate));
    keep(tls.key, site.file(siteFiles.mqttTlsKey));
  });
}

/** The gateway registers clients and gives them the two attributes that the chaincode reads; it may do no more. */
async function enrolGatewayRegistrar(round: Round): Promise<void> {
  const { site, client } = round;
  await unlessThere(round, 'gateway', site.file(siteFiles.gatewayRegistrarKey), async () => {
    const attributes = '"hf.Registrar.Roles=client","hf.Registrar.Attributes=role,enterprise"';
    const name = `gateway-registrar-${site.jurisdiction.code}`;
    const registrar = await client.enrol({ authority: 'members', name, type: 'client', attributes });
    keep(registrar.certificate, site.file(siteFiles.gatewayRegistrarCertificate));
    keep(registrar.key, site.file(siteFiles.gatewayRegistrarKey));
  });
}

function keepMsp(msp: string, sign: Enrolled, tlsRoot: string): void {
  writePublic(join(msp, 'config.yaml'), nodeOus());
  keep(sign.root, join(msp, 'cacerts', 'ca.pem'));
  keep(tlsRoot, join(msp, 'tlscacerts', 'tls-ca.pem'));
  keep(sign.certificate, join(msp, 'signcerts', 'cert.pem'));
  keep(sign.key, join(msp, 'keystore', 'priv_sk'));
}

/** The administrator of an organisation: MSP folder and TLS client pair, where cryptogen would put them. */
async function enrolAdministrator(round: Round, members: 'members' | 'orderers'): Promise<void> {
  const { site, client } = round;
  const { jurisdiction } = site;
  const [list, domain] =
    members === 'members'
      ? ['peerOrganizations', jurisdiction.domain]
      : ['ordererOrganizations', jurisdiction.ordererDomain];
  const user = join(operatorCrypto(site), list, domain, 'users', `Admin@${domain}`);
  await unlessThere(round, `administrator of ${members}`, join(user, 'tls', 'client.key'), async () => {
    const name = `Admin@${domain}`;
    const sign = await client.enrol({ authority: members, name, type: 'admin' });
    const tls = await client.enrol({ authority: `${members}-tls`, name, type: 'admin' });
    keepMsp(join(user, 'msp'), sign, tls.root);
    keep(tls.certificate, join(user, 'tls', 'client.crt'));
    keep(tls.key, join(user, 'tls', 'client.key'));
  });
}

/** Puts what other jurisdictions need into the public folder: verifying MSPs and the orderers' certificates. */
function publish(site: SiteMaterial): void {
  const { jurisdiction } = site;
  const target = publicMaterial(site.exchanged, jurisdiction);
  const copy = (from: string, to: string): void => {
    writePublic(to, readFileSync(from));
  };
  const verifyingMsp = (organisation: 'members' | 'orderers', node: PeerNode | OrdererNode): void => {
    const files = nodeFiles(node);
    copy(join(site.file(files.caCertificates), 'ca.pem'), target.root(organisation));
    copy(join(site.file(files.tlsCaCertificates), 'tls-ca.pem'), target.root(`${organisation}-tls`));
    writePublic(join(target.msp(organisation), 'config.yaml'), nodeOus());
  };
  for (const peer of peersOf(jurisdiction)) verifyingMsp('members', peer);
  for (const orderer of orderersOf(jurisdiction)) {
    const files = nodeFiles(orderer);
    verifyingMsp('orderers', orderer);
    copy(site.file(files.tlsCertificate), target.ordererTls(orderer));
    copy(join(site.file(files.signCertificates), 'cert.pem'), target.ordererSign(orderer));
  }
}

/**
 * Enrols everyone of a jurisdiction at its own running Fabric CA server and writes the files that containers mount, those
 * of the operator, and the public folder for the other jurisdictions. Who is enrolled already is left alone, so it may
 * be run again.
 * @param url `https://host:port` of the server, as this machine reaches it
 * @returns who was enrolled
 * @throws FabricNetworkError `BT-FABRIC-MATERIAL-…`, `BT-FABRIC-PROGRAM-MISSING`, `BT-FABRIC-TOOL-FAILED`
 */
export async function enrolSite(site: SiteMaterial, url: string): Promise<string[]> {
  const password = readFileSync(site.file(siteFiles.caRegistrar), 'utf8').trimEnd();
  const client = new AuthorityClient(site, url, password);
  const round: Round = { site, client, enrolled: [] };
  try {
    for (const peer of peersOf(site.jurisdiction)) await enrolNode(round, peer, 'peer');
    for (const orderer of orderersOf(site.jurisdiction)) await enrolNode(round, orderer, 'orderer');
    await enrolBroker(round);
    await enrolGatewayRegistrar(round);
    await enrolAdministrator(round, 'members');
    await enrolAdministrator(round, 'orderers');
  } finally {
    client.close();
  }
  publish(site);
  return round.enrolled;
}
