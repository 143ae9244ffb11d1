import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Child } from './child-process.js';
import type { ProbeChaincode } from './probe-chaincode.js';

const CLI = join(import.meta.dirname, '..', '..', 'dist', 'cli.js');

export const ORGANISATIONS = ['AlphaMSP', 'BetaMSP', 'GammaMSP'] as const;
export const TWO_OF_THREE = "OutOf(2,'AlphaMSP.peer','BetaMSP.peer','GammaMSP.peer')";

export interface OrganisationConnection {
  readonly mspId: string;
  readonly peerEndpoint: string;
  readonly hostnameOverride: string;
  readonly tlsCaCert: string | null;
  readonly userCert: string;
  readonly userKey: string;
  readonly adminCert: string;
  readonly adminKey: string;
  readonly peers: readonly { readonly name: string; readonly endpoint: string }[];
}

export interface Connection {
  readonly kind: 'embedded';
  readonly channel: string;
  readonly orgs: readonly OrganisationConnection[];
}

export interface PeerStatus {
  readonly mspId: string;
  readonly name: string;
  readonly endpoint: string;
  readonly up: boolean;
  readonly lag: number;
  readonly height: number;
}

/** What `GET /status` of the admin interface tells. */
export interface LedgerStatus {
  readonly height: number;
  readonly peers: readonly PeerStatus[];
  readonly dialled: readonly { readonly id: string; readonly mspId: string | null }[];
}

/** One chaincode of a definitions file. */
export interface Definition {
  readonly name: string;
  readonly version: string;
  readonly sequence: number;
  readonly policy?: string;
  readonly collections?: readonly object[];
  readonly initRequired?: boolean;
  readonly addresses: Readonly<Record<string, string>> | null;
}

/** A definition of the probe chaincode that all peers find at one address. */
export function definition(
  chaincode: Pick<ProbeChaincode, 'name' | 'address'>,
  more: Partial<Definition> = {},
): Definition {
  const peers = ['AlphaMSP:peer0', 'BetaMSP:peer0', 'GammaMSP:peer0'];
  return {
    name: chaincode.name,
    version: '1.0',
    sequence: 1,
    policy: TWO_OF_THREE,
    addresses: Object.fromEntries(peers.map((peer) => [peer, chaincode.address])),
    ...more,
  };
}

/** The ledger's command line as a child process, with its own state folder. */
export class RunningLedger {
  #child: Child | undefined;
  connection: Connection = { kind: 'embedded', channel: '', orgs: [] };

  private constructor(
    readonly folder: string,
    private readonly options: readonly string[],
    private readonly nodeOptions: readonly string[],
  ) {}

  get state(): string {
    return join(this.folder, 'state');
  }

  get pid(): number {
    return this.#child?.process.pid ?? 0;
  }

  get output(): string {
    return this.#child?.output ?? '';
  }

  /**
   * @param options more options of the command line
   * @param nodeOptions options of Node itself
   */
  static async start(
    definitions: readonly Definition[],
    options: readonly string[] = [],
    nodeOptions: readonly string[] = [],
  ): Promise<RunningLedger> {
    const folder = await mkdtemp(join(tmpdir(), 'embedded-ledger-'));
    const ledger = new RunningLedger(folder, options, nodeOptions);
    await ledger.setDefinitionsFile(definitions);
    await ledger.restart();
    return ledger;
  }

  async setDefinitionsFile(definitions: readonly Definition[]): Promise<void> {
    await writeFile(join(this.folder, 'definitions.json'), JSON.stringify({ chaincodes: definitions }));
  }

  /** Arguments of the command line, for a second process on the same state. */
  get args(): string[] {
    const peers = ORGANISATIONS.flatMap((mspId) => ['--peer', `${mspId}:peer0=127.0.0.1:0`]);
    const files = ['--state', this.state, '--connection', join(this.folder, 'connection.json')];
    const definitions = ['--definitions', join(this.folder, 'definitions.json')];
    return [
      ...this.nodeOptions,
      CLI,
      ...files,
      '--channel',
      'test',
      ...peers,
      ...definitions,
      '--admin',
      '127.0.0.1:0',
      ...this.options,
    ];
  }

  /** Starts the process on the state as it is. */
  async restart(): Promise<void> {
    await this.stop();
    this.#child = await Child.start(this.args, 'embedded ledger ready');
    this.connection = JSON.parse(await readFile(join(this.folder, 'connection.json'), 'utf8')) as Connection;
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    return (await this.#child?.stop(signal)) ?? null;
  }

  /** Stops and deletes everything. */
  async remove(): Promise<void> {
    await this.stop();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Where chaincodes dial; the address for one organisation, or the one for all. */
  chaincodeListen(mspId?: string): string {
    const addresses = [...this.output.matchAll(/chaincode-listen ([^\s,]+)/g)].map(([, address]) => address!);
    const prefix = mspId === undefined ? '' : `${mspId}=`;
    const found = addresses.find(
      (address) => address.startsWith(prefix) && (prefix || !address.includes('=')),
    );
    return found!.slice(prefix.length);
  }

  organisation(mspId: string): OrganisationConnection {
    return this.connection.orgs.find((org) => org.mspId === mspId)!;
  }

  /** Calls the admin interface; an answer other than 200 is thrown as its text. */
  async admin(method: string, path: string, body?: unknown): Promise<unknown> {
    const address = /admin (\S+?),/.exec(this.output)?.[1];
    const response = await fetch(`http://${address ?? ''}${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (response.status !== 200) throw new Error(`${response.status} ${text}`);
    return JSON.parse(text) as unknown;
  }

  async status(): Promise<LedgerStatus> {
    return (await this.admin('GET', '/status')) as LedgerStatus;
  }

  async setPeer(mspId: string, change: { up?: boolean; lag?: number }): Promise<void> {
    await this.admin('PUT', `/peers/${mspId}:peer0`, change);
  }
}
