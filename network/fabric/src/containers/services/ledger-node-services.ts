import type { Jurisdiction } from '../../layout/jurisdictions.js';
import type { OrdererNode, PeerNode } from '../../layout/layout.js';
import { hostAndPort } from '../../node-config/address.js';
import { chaincodeServersVariable } from '../../node-config/core-yaml.js';
import { nodeLogging } from '../../node-processes/node-plans.js';
import {
  after,
  hardened,
  healthzCheck,
  published,
  readOnly,
  secret,
  volume,
  type ComposeService,
} from '../compose-service.js';
import { insideNode, orderersOf, peersOf } from '../container-layout.js';
import { foreignHosts } from '../foreign-hosts.js';
import { images } from '../images.js';
import { materialPath, nodeFiles, siteFiles } from '../material-folder.js';
import { named, onNetworks, type ComposePart } from '../site.js';

/** Folders that the images of Fabric declare as volumes and that we do not use. */
const unusedVolumes = ['/etc/hyperledger/fabric', '/var/hyperledger'];

/** Folder of generated settings of a node, from the repository's root. */
export function settingsFolder({ id }: Pick<PeerNode | OrdererNode, 'id'>): string {
  return `network/compose/${id}`;
}

/** For the nodes of the other jurisdictions. */
function publish(address: string): object {
  return published(hostAndPort(address).port, '${BAYTRACE_LEDGER_BIND:-0.0.0.0}');
}

/** The public part of the local MSP and of the TLS pair, each file by itself; the keys come as secrets. */
function identityFiles(node: PeerNode | OrdererNode): object[] {
  const files = nodeFiles(node);
  const from = (file: string): string => materialPath(node.jurisdiction, file);
  return [
    readOnly(from(files.mspConfig), `${insideNode.msp}/config.yaml`),
    readOnly(from(files.caCertificates), `${insideNode.msp}/cacerts`),
    readOnly(from(files.tlsCaCertificates), `${insideNode.msp}/tlscacerts`),
    readOnly(from(files.signCertificates), `${insideNode.msp}/signcerts`),
    readOnly(from(files.tlsCertificate), `${insideNode.tls}/server.crt`),
    readOnly(from(files.tlsRoot), `${insideNode.tls}/ca.crt`),
  ];
}

function identityKeys({ id }: PeerNode | OrdererNode): object[] {
  return [
    secret(`${id}-sign-key`, `${insideNode.msp}/keystore/sign.key`),
    secret(`${id}-tls-key`, `${insideNode.tls}/server.key`),
  ];
}

function nodeService(
  node: PeerNode | OrdererNode,
  memory: string,
  settings: string,
): Record<string, unknown> {
  return {
    hostname: node.hostname,
    ...hardened({ memory, pids: 512, scratch: unusedVolumes }),
    stop_grace_period: '60s',
    depends_on: after([named('storage', node.jurisdiction), 'service_completed_successfully']),
    environment: { FABRIC_CFG_PATH: insideNode.config, ...nodeLogging },
    extra_hosts: foreignHosts(node.jurisdiction),
    volumes: [
      readOnly(`./${settingsFolder(node)}/${settings}`, `${insideNode.config}/${settings}`),
      ...identityFiles(node),
      volume(node.id, insideNode.volume),
    ],
    secrets: identityKeys(node),
    healthcheck: healthzCheck(hostAndPort(node.operations.listen).port),
  };
}

function ordererService(node: OrdererNode): ComposeService {
  return {
    image: images.orderer,
    command: ['orderer'],
    ...nodeService(node, '1g', 'orderer.yaml'),
    ports: [publish(node.service.reach), published(hostAndPort(node.admin.reach).port, '127.0.0.1')],
    networks: onNetworks(node.jurisdiction, ['ledger'], [node.hostname]),
  };
}

function peerService(node: PeerNode): ComposeService {
  const common = nodeService(node, '2g', 'core.yaml');
  return {
    image: images.peer,
    command: ['peer', 'node', 'start'],
    ...common,
    environment: {
      ...(common['environment'] as object),
      [chaincodeServersVariable]: node.chaincodeServers,
    },
    ports: [publish(node.service.reach)],
    networks: {
      ...onNetworks(node.jurisdiction, ['ledger'], [node.hostname]),
      ...onNetworks(node.jurisdiction, ['chaincode']),
    },
    volumes: [
      ...(common['volumes'] as object[]),
      readOnly('./network/fabric/builder', insideNode.builder),
      readOnly(materialPath(node.jurisdiction, siteFiles.chaincode), insideNode.chaincode),
    ],
  };
}

/** Orderer and peers of a jurisdiction. */
export function ledgerNodes(jurisdiction: Jurisdiction): ComposePart {
  const orderers = orderersOf(jurisdiction);
  const peers = peersOf(jurisdiction);
  const nodes = [...orderers, ...peers];
  return {
    services: Object.fromEntries([
      ...orderers.map((node) => [node.id, ordererService(node)] as const),
      ...peers.map((node) => [node.id, peerService(node)] as const),
    ]),
    volumes: nodes.map(({ id }) => id),
    secrets: Object.fromEntries(
      nodes.flatMap((node) => [
        [`${node.id}-sign-key`, nodeFiles(node).signKey],
        [`${node.id}-tls-key`, nodeFiles(node).tlsKey],
      ]),
    ),
  };
}
