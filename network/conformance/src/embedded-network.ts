import { createRequire } from 'node:module';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Child } from './child-process.js';
import { EmbeddedChaincodes } from './embedded-chaincodes.js';
import { freePort } from './free-port.js';
import {
  ORGANISATIONS,
  type AuthorityFiles,
  type ChaincodeDefinition,
  type Connection,
  type ConformanceNetwork,
} from './network.js';

const require = createRequire(import.meta.url);

/** Options of a network; the same for both kinds. */
export interface NetworkOptions {
  readonly channel?: string;
  /** How long a block waits for more transactions, ms. */
  readonly batchTimeoutMs?: number;
}

/** The embedded ledger's command line and its chaincode servers, as child processes in a folder of their own. */
export class EmbeddedNetwork implements ConformanceNetwork {
  readonly kind = 'embedded';
  readonly #chaincodes = new EmbeddedChaincodes();
  #ledger: Child | undefined;
  #connection: Connection = { channel: '', orgs: [] };

  private constructor(
    private readonly folder: string,
    private readonly args: readonly string[],
  ) {}

  /** Starts a channel with these chaincodes. */
  static async start(
    chaincodes: readonly ChaincodeDefinition[],
    { channel = 'conformance', batchTimeoutMs = 40 }: NetworkOptions = {},
  ): Promise<EmbeddedNetwork> {
    const folder = await mkdtemp(path.join(tmpdir(), 'conformance-embedded-'));
    const peers = await Promise.all(
      ORGANISATIONS.map(async (mspId) => ['--peer', `${mspId}:peer0=127.0.0.1:${await freePort()}`]),
    );
    const network = new EmbeddedNetwork(folder, [
      path.join(path.dirname(require.resolve('@baytrace/embedded-ledger/testing')), '..', 'cli.js'),
      ...['--state', path.join(folder, 'state'), '--connection', path.join(folder, 'connection.json')],
      ...['--channel', channel, '--definitions', path.join(folder, 'definitions.json')],
      ...['--admin', `127.0.0.1:${await freePort()}`, '--batch-timeout', String(batchTimeoutMs)],
      ...peers.flat(),
    ]);
    try {
      await network.#chaincodes.serve(chaincodes);
      await network.#startLedger();
    } catch (error) {
      await network.remove();
      throw error;
    }
    return network;
  }

  get connection(): Connection {
    return this.#connection;
  }

  get authorities(): Readonly<Record<string, AuthorityFiles>> {
    const folderOf = (mspId: string): string => path.join(this.folder, 'state', 'crypto', mspId, 'ca');
    return Object.fromEntries(
      ORGANISATIONS.map((mspId) => [
        mspId,
        { cert: path.join(folderOf(mspId), 'cert.pem'), key: path.join(folderOf(mspId), 'key.pem') },
      ]),
    );
  }

  async deploy(chaincodes: readonly ChaincodeDefinition[]): Promise<void> {
    const endOld = await this.#chaincodes.serve(chaincodes);
    const response = await fetch(`${this.#adminUrl}/definitions`, {
      method: 'PUT',
      // A connection kept for the next time may be closed by the ledger just as it is used.
      headers: { connection: 'close' },
      body: JSON.stringify(this.#chaincodes.definitionsFile()),
    });
    if (!response.ok) throw new Error(`definitions refused: ${await response.text()}`);
    await endOld();
  }

  async stopChaincode(name: string, mspId: string): Promise<void> {
    await this.#chaincodes.stop(name, mspId);
  }

  async startChaincode(name: string, mspId: string): Promise<void> {
    await this.#chaincodes.start(name, mspId);
  }

  async restart(): Promise<void> {
    await this.#ledger?.stop();
    await this.#chaincodes.stopAll();
    await this.#chaincodes.startAll();
    await this.#startLedger();
  }

  async remove(): Promise<void> {
    await this.#ledger?.stop();
    await this.#chaincodes.stopAll();
    await rm(this.folder, { recursive: true, force: true });
  }

  get #adminUrl(): string {
    return `http://${this.args[this.args.indexOf('--admin') + 1] ?? ''}`;
  }

  async #startLedger(): Promise<void> {
    const definitions = JSON.stringify(this.#chaincodes.definitionsFile());
    await writeFile(path.join(this.folder, 'definitions.json'), definitions);
    this.#ledger = await Child.start(this.args, 'embedded ledger ready');
    const file = await readFile(path.join(this.folder, 'connection.json'), 'utf8');
    this.#connection = JSON.parse(file) as Connection;
  }
}
