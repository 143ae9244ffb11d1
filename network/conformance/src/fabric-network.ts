import { readdirSync } from 'node:fs';
import path from 'node:path';
import { startFabric, type FabricForTests } from '@baytrace/fabric-network/testing';
import type { NetworkOptions } from './embedded-network.js';
import { untilEveryPeerEndorses } from './endorsement-readiness.js';
import type { AuthorityFiles, ChaincodeDefinition, Connection, ConformanceNetwork } from './network.js';

/** Domain and short name of each organisation in the network's crypto folder and process ids. */
const JURISDICTIONS: Readonly<Record<string, { readonly domain: string; readonly code: string }>> = {
  GuangdongMSP: { domain: 'gd.baytrace.internal', code: 'gd' },
  HongKongMSP: { domain: 'hk.baytrace.internal', code: 'hk' },
  MacaoMSP: { domain: 'mo.baytrace.internal', code: 'mo' },
};

/** Hyperledger Fabric as native processes: three peers, three Raft orderers, chaincode as a service. */
export class FabricNetwork implements ConformanceNetwork {
  readonly kind = 'fabric';

  private constructor(
    private readonly fabric: FabricForTests,
    private chaincodes: readonly ChaincodeDefinition[],
  ) {}

  /** Starts a channel with these chaincodes. @throws FabricNetworkError, when programs of Fabric are missing too */
  static async start(
    chaincodes: readonly ChaincodeDefinition[],
    { channel = 'conformance', batchTimeoutMs = 50 }: NetworkOptions = {},
  ): Promise<FabricNetwork> {
    const definitions = definitionsFile(chaincodes);
    const fabric = await startFabric({ definitions, settings: { channel, batchTimeoutMs } });
    const network = new FabricNetwork(fabric, chaincodes);
    try {
      await untilEveryPeerEndorses(network, chaincodes);
    } catch (error) {
      await network.remove();
      throw error;
    }
    return network;
  }

  get connection(): Connection {
    return this.fabric.connection;
  }

  get authorities(): Readonly<Record<string, AuthorityFiles>> {
    return Object.fromEntries(
      Object.entries(JURISDICTIONS).map(([mspId, { domain }]) => {
        const ca = path.join(this.fabric.state, 'crypto', 'peerOrganizations', domain, 'ca');
        return [mspId, { cert: path.join(ca, `ca.${domain}-cert.pem`), key: path.join(ca, 'priv_sk') }];
      }),
    );
  }

  async deploy(chaincodes: readonly ChaincodeDefinition[]): Promise<void> {
    await this.fabric.deploy(definitionsFile(chaincodes));
    this.chaincodes = chaincodes;
    await untilEveryPeerEndorses(this, chaincodes);
  }

  async stopChaincode(name: string, mspId: string): Promise<void> {
    await this.fabric.stop(await this.#serverId(name, mspId), 'SIGKILL');
  }

  async startChaincode(name: string, mspId: string): Promise<void> {
    await this.fabric.start(await this.#serverId(name, mspId));
  }

  async restart(): Promise<void> {
    await this.fabric.down();
    await this.fabric.up();
    await untilEveryPeerEndorses(this, this.chaincodes);
  }

  async remove(): Promise<void> {
    await this.fabric.remove();
  }

  async #serverId(name: string, mspId: string): Promise<string> {
    const version = this.chaincodes.find((definition) => definition.name === name)?.version ?? '';
    const { processes } = await this.fabric.status();
    const found = processes.find(
      ({ id }) => id.startsWith(`${name}_${version}_`) && id.endsWith(`-${JURISDICTIONS[mspId]?.code ?? ''}`),
    );
    if (found === undefined) throw new Error(`no chaincode ${name} ${version} of ${mspId}`);
    return found.id;
  }
}

/** What @baytrace/fabric-network deploys; the chaincode's files are all programs in the folder of its own. */
function definitionsFile(chaincodes: readonly ChaincodeDefinition[]): { chaincodes: object[] } {
  return {
    chaincodes: chaincodes.map(({ program, ...definition }) => {
      const cwd = path.dirname(program);
      const files = readdirSync(cwd).filter((name) => name.endsWith('.cjs'));
      const args = [path.basename(program), '{address}', '{id}'];
      return { ...definition, server: { program: 'node', args, cwd, files } };
    }),
  };
}
