import { setTimeout as delay } from 'node:timers/promises';
import { common } from '@hyperledger/fabric-protos';
import { channelHeaderOf, decodeBlock, type DecodedBlock } from './blocks/decoded-block.js';
import { FabricClient, type ClientOptions } from './fabric-client.js';
import { ORGANISATIONS, type ChaincodeDefinition } from './network.js';
import { NetworkTurn } from './sharing/network-turn.js';

const SETTLED_WITHIN_MS = 30_000;

/** A test file's use of the network: its turn, and the clients it made. */
export class Session {
  readonly #clients = new Map<string, FabricClient>();
  readonly #own: FabricClient[] = [];

  private constructor(readonly network: NetworkTurn) {}

  static async open(port: number): Promise<Session> {
    return new Session(await NetworkTurn.take(port));
  }

  get channel(): string {
    return this.network.connection.channel;
  }

  /** User1 of an organisation at its own peer; the same object at each call. */
  client(mspId: string, chaincode = 'probe'): FabricClient {
    const key = `${mspId} ${chaincode}`;
    const known = this.#clients.get(key);
    if (known !== undefined) return known;
    const settled = (block: number): Promise<void> => this.settled(block);
    const client = new FabricClient(this.network, mspId, chaincode, { settled });
    this.#clients.set(key, client);
    return client;
  }

  /** A client of its own, with another identity or channel. */
  clientWith(mspId: string, options: ClientOptions, chaincode = 'probe'): FabricClient {
    const settled = (block: number): Promise<void> => this.settled(block);
    const client = new FabricClient(this.network, mspId, chaincode, { settled, ...options });
    this.#own.push(client);
    return client;
  }

  /** Number of blocks at an organisation's peer (qscc GetChainInfo). */
  async height(mspId: string = ORGANISATIONS[0]): Promise<number> {
    const { network } = this.client(mspId);
    const info = await network.getContract('qscc').evaluateTransaction('GetChainInfo', this.channel);
    return common.BlockchainInfo.deserializeBinary(info).getHeight();
  }

  /** A block by number, as an organisation's peer stores it (qscc GetBlockByNumber). */
  async block(number: number, mspId: string = ORGANISATIONS[0]): Promise<DecodedBlock> {
    const { network } = this.client(mspId);
    const bytes = await network
      .getContract('qscc')
      .evaluateTransaction('GetBlockByNumber', this.channel, String(number));
    return decodeBlock(common.Block.deserializeBinary(bytes));
  }

  /** Ids of all transactions from a block on, as they were ordered. */
  async transactionIds(from: number): Promise<string[]> {
    const ids: string[] = [];
    const height = await this.height();
    for (let number = from; number < height; number += 1) {
      const { envelopes } = await this.block(number);
      ids.push(...envelopes.map((envelope) => channelHeaderOf(envelope).getTxId()));
    }
    return ids;
  }

  /** Waits until every peer has the block. @throws Error after 30 s */
  async settled(block: number): Promise<void> {
    const deadline = Date.now() + SETTLED_WITHIN_MS;
    await Promise.all(
      ORGANISATIONS.map(async (mspId) => {
        while ((await this.height(mspId)) <= block) {
          if (Date.now() > deadline) throw new Error(`${mspId} has no block ${block}`);
          await delay(10);
        }
      }),
    );
  }

  /** Changes one chaincode's definition, leaving the others as they are. */
  async upgrade(name: string, change: Partial<ChaincodeDefinition>): Promise<void> {
    await this.network.deploy(
      this.network.chaincodes.map((definition) =>
        definition.name === name ? { ...definition, ...change } : definition,
      ),
    );
  }

  /** Stops and starts the whole network. Clients made before are closed. */
  async restart(): Promise<void> {
    this.#closeClients();
    await this.network.restart();
  }

  close(): void {
    this.#closeClients();
    this.network.close();
  }

  #closeClients(): void {
    for (const client of [...this.#clients.values(), ...this.#own]) client.close();
    this.#clients.clear();
    this.#own.length = 0;
  }
}
