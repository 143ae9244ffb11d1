import { join } from 'node:path';
import type { Address, Layout, OrdererNode, PeerNode } from '../layout/layout.js';
import { isHealthy } from '../node-status/metrics.js';
import { chaincodeServersVariable } from '../node-config/core-yaml.js';
import { hostAndPort } from '../node-config/address.js';
import { baseEnvironment } from '../processes/base-environment.js';
import type { ListeningPort, ProcessPlan } from '../processes/process-plan.js';
import type { Programs } from '../programs/fabric-programs.js';
import { answersTls } from './tls-answer.js';

/** What nodes write to their logs, and how: without colours. Fabric takes this from the environment only. */
export const nodeLogging = {
  FABRIC_LOGGING_SPEC: 'info:gossip,comm.grpc.server,grpc=warning',
  FABRIC_LOGGING_FORMAT:
    '%{time:2006-01-02T15:04:05.000Z07:00} %{level:.4s} [%{module}] %{shortfunc} -> %{message}',
};

function port(address: Address, purpose: string): ListeningPort {
  return { port: hostAndPort(address.listen).port, purpose };
}

async function isNodeReady(node: OrdererNode | PeerNode): Promise<boolean> {
  if (!(await isHealthy(node.operations.reach))) return false;
  return answersTls(node.service.reach, join(node.folders.tls, 'ca.crt'));
}

/** How an orderer is started. */
export function ordererPlan(orderer: OrdererNode, programs: Programs): ProcessPlan {
  return {
    id: orderer.id,
    kind: 'orderer',
    program: programs.orderer,
    args: ['start'],
    cwd: orderer.folders.data,
    env: {
      ...baseEnvironment(),
      FABRIC_CFG_PATH: orderer.folders.config,
      ...nodeLogging,
    },
    ports: [
      port(orderer.service, 'service'),
      port(orderer.admin, 'administration'),
      port(orderer.operations, 'operations'),
    ],
    isReady: () => isNodeReady(orderer),
  };
}

/** How a peer is started. */
export function peerPlan(peer: PeerNode, programs: Programs): ProcessPlan {
  return {
    id: peer.id,
    kind: 'peer',
    program: programs.peer,
    args: ['node', 'start'],
    cwd: peer.folders.data,
    env: {
      ...baseEnvironment(),
      FABRIC_CFG_PATH: peer.folders.config,
      ...nodeLogging,
      [chaincodeServersVariable]: peer.chaincodeServers,
    },
    ports: [
      port(peer.service, 'service'),
      port(peer.chaincodeListener, 'chaincode listener'),
      port(peer.operations, 'operations'),
    ],
    isReady: () => isNodeReady(peer),
  };
}

/** All orderers and peers of the network. */
export function nodePlans(layout: Layout, programs: Programs): ProcessPlan[] {
  return [
    ...layout.orderers.map((orderer) => ordererPlan(orderer, programs)),
    ...layout.peers.map((peer) => peerPlan(peer, programs)),
  ];
}
