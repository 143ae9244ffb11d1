import { createServer } from 'node:net';
import { join } from 'node:path';
import { Child } from './child-process.js';

const PROGRAM = join(import.meta.dirname, '..', 'chaincode', 'ledger-probe.cjs');

/** A chaincode server of the probe contract, as a child process. */
export class ProbeChaincode {
  #child: Child | undefined;

  private constructor(
    readonly name: string,
    readonly address: string,
    private readonly label: string,
  ) {}

  /** @param label what the chaincode's function `label` returns */
  static async start(name: string, label = ''): Promise<ProbeChaincode> {
    const chaincode = new ProbeChaincode(name, `127.0.0.1:${await freePort()}`, label);
    await chaincode.restart();
    return chaincode;
  }

  /** Starts the process (again) at the same address. */
  async restart(): Promise<void> {
    await this.stop();
    this.#child = await Child.start([PROGRAM, this.address, this.name], 'listening', {
      CORE_CHAINCODE_LOGGING_LEVEL: 'error',
      PROBE_LABEL: this.label,
    });
  }

  async stop(): Promise<void> {
    await this.#child?.stop('SIGKILL');
  }
}

/** The probe contract as a process that dials the ledger, Fabric's classic way. */
export class DiallingProbe {
  private constructor(private readonly child: Child) {}

  /** @param id `CORE_CHAINCODE_ID_NAME` */
  static async start(id: string, address: string, env: NodeJS.ProcessEnv = {}): Promise<DiallingProbe> {
    const child = await Child.start([PROGRAM, '--peer.address', address], 'dialling', {
      CORE_CHAINCODE_LOGGING_LEVEL: 'error',
      CORE_CHAINCODE_ID_NAME: id,
      ...env,
    });
    return new DiallingProbe(child);
  }

  async stop(): Promise<void> {
    await this.child.stop('SIGKILL');
  }
}

/** A TCP port that was free a moment ago. */
export async function freePort(): Promise<number> {
  return await new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (address && typeof address === 'object') resolve(address.port);
      });
    });
  });
}
