import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Log, RunningProgram } from '../process/run-program.js';
import { coderIdentity } from './coder-identity.js';
import { mishapsOf, parseFaults, seededChance } from './faults.js';
import { openHostPort } from './host-port.js';
import { MarkingHead } from './marking-head.js';
import { Tape } from './tape.js';

/** Everything a virtual coder is told at its start. */
export interface VirtualCoderOptions {
  readonly host: string;
  readonly port: number;
  readonly tape: string;
  readonly state: string;
  readonly rate: number;
  readonly depth: number;
  readonly maxPayload: number;
  readonly underrun: 'stop' | 'repeat' | 'skip';
  readonly fault: string;
  readonly seed: number;
}

/** Calls `cutPower` once `dieAfter` codes are marked; 0 = never. */
const powerCut = (dieAfter: number, cutPower: () => void): ((count: number) => void) => {
  let left = dieAfter;
  return (count) => {
    left -= count;
    if (dieAfter > 0 && left <= 0) cutPower();
  };
};

/**
 * Starts a coder without hardware. Like real ones it loses its buffer with the power and keeps the number of the
 * last marked record; unlike them it writes what it marked onto a tape.
 * @throws DomainError `BT-INPUT-INVALID` for unknown faults; Error when port or files cannot be used
 */
export const startVirtualCoder = async (options: VirtualCoderOptions, log: Log): Promise<RunningProgram> => {
  const faults = parseFaults(options.fault);
  const identity = await coderIdentity(options.state, options.tape);
  const tape = await Tape.open(options.tape);
  const onMarked = powerCut(faults.dieAfter, () => {
    process.kill(process.pid, 'SIGKILL');
  });
  const head = new MarkingHead(tape, { ...options, onMarked });
  const mishap = mishapsOf(faults, seededChance(options.seed));
  const server = openHostPort(head, { identity, ...options }, mishap);
  const sockets = new Set<{ destroy: () => unknown }>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    log('host connected');
  });
  server.listen(options.port, options.host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    ready: { host: options.host, port, identity, marked: tape.marked },
    stop: async () => {
      server.close();
      for (const socket of sockets) socket.destroy();
      await head.close();
      await tape.close();
    },
  };
};
