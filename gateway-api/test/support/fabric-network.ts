import path from 'node:path';
import { readFileSync, readdirSync } from 'node:fs';
import { startFabric, type FabricForTests, type WantedSettings } from '@baytrace/fabric-network/testing';
import type { SigningIdentity } from '../../src/ledger/connection/signing-identity.js';
import type { LedgerToJoin } from './ledger-gateway.js';

/** A real network with the product's chaincode, as gateways join it. */
export interface TestFabric extends LedgerToJoin {
  readonly nodes: FabricForTests;
  /** The orderer that leads now, and its process. @throws Error when none does within 20 s. */
  leader(): Promise<{ readonly id: string; readonly pid: number }>;
  /** The ordinary user that the network made for an organisation. */
  user(mspId: string): SigningIdentity;
}

/** Starts Fabric's own programs, a real network on free ports. */
export const startFabricNetwork = async (settings: WantedSettings): Promise<TestFabric> => {
  const nodes = await startFabric({ settings });
  const organisation = (mspId: string): FabricForTests['connection']['orgs'][number] => {
    const found = nodes.connection.orgs.find((org) => org.mspId === mspId);
    if (found === undefined) throw new Error(`no organisation ${mspId}`);
    return found;
  };
  return {
    nodes,
    connectionFile: nodes.connectionFile,
    ca: (mspId) => {
      const { hostnameOverride } = organisation(mspId);
      const folder = path.join(nodes.state, 'crypto/peerOrganizations', hostnameOverride, 'ca');
      const certificate = readdirSync(folder).find((name) => name.endsWith('-cert.pem')) ?? '';
      return { cert: path.join(folder, certificate), key: path.join(folder, 'priv_sk') };
    },
    leader: async () => {
      for (const until = Date.now() + 20_000; Date.now() < until;) {
        const { processes } = await nodes.status();
        const leader = processes.find((process) => process.leader === true);
        if (leader?.pid != null) return { id: leader.id, pid: leader.pid };
      }
      throw new Error('no orderer leads');
    },
    user: (mspId) => {
      const { userCert, userKey } = organisation(mspId);
      return {
        id: `user of ${mspId}`,
        certificatePem: readFileSync(userCert, 'utf8'),
        keyPem: readFileSync(userKey, 'utf8'),
      };
    },
  };
};
