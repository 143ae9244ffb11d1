import { Child } from './child-process.js';
import { freePort } from './free-port.js';
import { ORGANISATIONS, type ChaincodeDefinition, type MspId } from './network.js';

/** One organisation's server of one version of a chaincode. */
interface Server {
  readonly mspId: MspId;
  readonly address: string;
  readonly program: string;
  readonly id: string;
  child: Child | undefined;
}

/** A definition and its servers. */
interface Served {
  readonly definition: ChaincodeDefinition;
  readonly servers: readonly Server[];
}

/** The chaincode servers of an embedded network: one process for each organisation and chaincode. */
export class EmbeddedChaincodes {
  readonly #served = new Map<string, Served>();

  /**
   * Starts the servers of new and raised definitions; returns what ends those that are not needed any more, to be
   * called when the new definitions are committed.
   */
  async serve(definitions: readonly ChaincodeDefinition[]): Promise<() => Promise<void>> {
    const old: Server[] = [];
    for (const definition of definitions) {
      const current = this.#served.get(definition.name);
      if (current?.definition.sequence === definition.sequence) continue;
      old.push(...(current?.servers ?? []));
      const servers = await Promise.all(ORGANISATIONS.map((mspId) => newServer(definition, mspId)));
      this.#served.set(definition.name, { definition, servers });
    }
    return async () => {
      await Promise.all(old.map(end));
    };
  }

  /** The content of the ledger's definitions file. */
  definitionsFile(): object {
    const chaincodes = [...this.#served.values()].map(({ definition, servers }) => {
      const { program: _program, ...rest } = definition;
      const addresses = Object.fromEntries(servers.map(({ mspId, address }) => [`${mspId}:peer0`, address]));
      return { ...rest, addresses };
    });
    return { chaincodes };
  }

  async stop(name: string, mspId: string): Promise<void> {
    await end(this.#find(name, mspId));
  }

  async start(name: string, mspId: string): Promise<void> {
    await start(this.#find(name, mspId));
  }

  async stopAll(): Promise<void> {
    await Promise.all(this.#all().map(end));
  }

  async startAll(): Promise<void> {
    await Promise.all(this.#all().map(start));
  }

  #all(): Server[] {
    return [...this.#served.values()].flatMap(({ servers }) => servers);
  }

  #find(name: string, mspId: string): Server {
    const found = this.#served.get(name)?.servers.find((server) => server.mspId === mspId);
    if (found === undefined) throw new Error(`no chaincode ${name} of ${mspId}`);
    return found;
  }
}

async function newServer({ name, version, program }: ChaincodeDefinition, mspId: MspId): Promise<Server> {
  const server: Server = {
    mspId,
    program,
    id: `${name}_${version}:${'0'.repeat(64)}`,
    address: `127.0.0.1:${await freePort()}`,
    child: undefined,
  };
  await start(server);
  return server;
}

async function start(server: Server): Promise<void> {
  await end(server);
  server.child = await Child.start([server.program, server.address, server.id], 'listening', {
    CORE_CHAINCODE_LOGGING_LEVEL: 'error',
    CORE_PEER_LOCALMSPID: server.mspId,
  });
}

async function end(server: Server): Promise<void> {
  await server.child?.stop('SIGKILL');
}
