import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { up, type UpOptions, type UpResult } from '../bring-up/up.js';
import type { ChaincodeDefinition } from '../chaincode-package/chaincode-definition.js';
import { readDefinitions, readDefinitionsFile } from '../chaincode-package/definitions-file.js';
import { productDefinition } from '../chaincode-package/product-definition.js';
import { FabricNetworkError } from '../errors/fabric-network-error.js';
import { deployChaincodes } from '../lifecycle/deploy.js';
import { connectionOf, type ConnectionFile } from '../network/connection-file.js';
import type { NativeNetwork, Report } from '../network/native-network.js';
import { networkStatus, type NetworkStatus } from '../node-status/network-status.js';
import { startProcess, stopProcess } from '../one-process/start-and-stop.js';
import { findPrograms } from '../programs/find-programs.js';
import { readSettings, type WantedSettings } from '../state-files/settings-file.js';
import { withStateLock } from '../state-files/state-lock.js';
import { down } from '../take-down/down.js';
import { freeBasePort } from './free-ports.js';

export { FabricNetworkError } from '../errors/fabric-network-error.js';
export type { ConnectionFile, OrganisationConnection } from '../network/connection-file.js';
export type { NetworkStatus, ProcessStatus } from '../node-status/network-status.js';
export type { WantedSettings } from '../state-files/settings-file.js';
export { freeBasePort } from './free-ports.js';

/** Path of a definitions file, or its content with absolute `cwd`s; see readDefinitions. */
export type Definitions = string | { readonly chaincodes: readonly object[] };

/** What {@link startFabric} starts. */
export interface StartOptions {
  /** The product's chaincode when left out; `{chaincodes: []}` for none. */
  readonly definitions?: Definitions;
  /** A free block of ports is taken unless `basePort` names one. */
  readonly settings?: WantedSettings;
  /** State folder; a temporary one when left out. */
  readonly state?: string;
  readonly report?: Report;
}

/** A real network for tests. Every method throws FabricNetworkError. */
export interface FabricForTests {
  /** Absolute path of the state folder. */
  readonly state: string;
  readonly connectionFile: string;
  readonly connection: ConnectionFile;
  readonly basePort: number;
  /** Ends a node or chaincode server (`peer0-gd`, `orderer-hk`, …) and waits for its end; SIGTERM when left out. */
  stop(id: string, signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>;
  /** Starts it again and waits until it is ready. */
  start(id: string): Promise<void>;
  status(): Promise<NetworkStatus>;
  /** Deploys or upgrades chaincode. */
  deploy(definitions: Definitions): Promise<void>;
  /** Stops everything and keeps the ledgers. */
  down(): Promise<void>;
  /** Starts what does not run. */
  up(): Promise<void>;
  /** Stops everything and deletes the state. */
  remove(): Promise<void>;
}

/** Where the programs of Fabric were found; undefined when one is missing, so that tests can be skipped. */
export function fabricBinaries(): string | undefined {
  try {
    return findPrograms().peer;
  } catch (error) {
    if (error instanceof FabricNetworkError && error.code === 'BT-FABRIC-PROGRAM-MISSING') return undefined;
    throw error;
  }
}

type UpBase = Pick<UpOptions, 'definitions' | 'report'>;

async function read(definitions: Definitions | undefined): Promise<ChaincodeDefinition[]> {
  if (definitions === undefined) return [await productDefinition()];
  if (typeof definitions === 'string') return readDefinitionsFile(definitions);
  return readDefinitions(definitions, process.cwd(), 'the definitions of the test');
}

class StartedFabric implements FabricForTests {
  readonly state: string;
  readonly connection: ConnectionFile;
  readonly basePort: number;

  constructor(
    private readonly network: NativeNetwork,
    readonly connectionFile: string,
    private readonly report: Report,
  ) {
    this.state = network.state.root;
    this.connection = connectionOf(network.layout, network.state);
    this.basePort = network.layout.settings.basePort;
  }

  stop(id: string, signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    return stopProcess(this.network, id, signal);
  }

  async start(id: string): Promise<void> {
    await startProcess(this.network, id);
  }

  status(): Promise<NetworkStatus> {
    return networkStatus(this.network);
  }

  async deploy(definitions: Definitions): Promise<void> {
    const wanted = await read(definitions);
    await withStateLock(this.network.state.lock, () => deployChaincodes(this.network, wanted));
  }

  async down(): Promise<void> {
    await down(this.state);
  }

  async up(): Promise<void> {
    await up({ root: this.state, settings: {}, definitions: [], report: this.report });
  }

  async remove(): Promise<void> {
    await down(this.state, { clean: true });
    rmSync(this.state, { recursive: true, force: true });
  }
}

function isPortTaken(error: unknown): boolean {
  return error instanceof FabricNetworkError && error.code === 'BT-FABRIC-PORT-TAKEN';
}

/** Brings up a new network; another test may take a port between the look and the start, so it tries three times. */
async function create(root: string, settings: WantedSettings, options: UpBase): Promise<UpResult> {
  for (let attempt = 1; ; attempt += 1) {
    const basePort = settings.basePort ?? (await freeBasePort());
    try {
      return await up({ ...options, root, settings: { ...settings, basePort } });
    } catch (error) {
      await down(root, { clean: true });
      if (settings.basePort !== undefined || attempt === 3 || !isPortTaken(error)) throw error;
    }
  }
}

/**
 * Brings up a real network of three jurisdictions from the programs of Fabric on this machine, and waits until it is
 * ready. Without supervision: what a test kills stays dead. A network that exists in `state` is continued.
 * @throws FabricNetworkError `BT-FABRIC-PROGRAM-MISSING` when `fabricBinaries()` is undefined, and any other code
 */
export async function startFabric(options: StartOptions = {}): Promise<FabricForTests> {
  const { report = (): void => undefined, settings = {} } = options;
  const root = resolve(options.state ?? mkdtempSync(join(tmpdir(), 'baytrace-fabric-')));
  const base = { definitions: await read(options.definitions), report };
  const exists = readSettings(root) !== undefined;
  const result = exists ? await up({ ...base, root, settings }) : await create(root, settings, base);
  return new StartedFabric(result.network, result.connectionFile, report);
}
