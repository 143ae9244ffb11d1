import { createServer } from 'node:net';
import { FabricNetworkError } from '../errors/fabric-network-error.js';
import type { ProcessPlan } from './process-plan.js';

/** Whether a program could listen on the port of 127.0.0.1 now. */
export function isPortFree(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(false);
      else reject(error);
    });
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => {
      server.close(() => {
        resolve(true);
      });
    });
  });
}

/** Ports of the plan that another program has taken, each as `7002 (operations of orderer-gd)`. */
export async function takenPorts(plan: ProcessPlan): Promise<string[]> {
  const checked = await Promise.all(
    plan.ports.map(async ({ port, purpose }) =>
      (await isPortFree(port)) ? [] : [`${port} (${purpose} of ${plan.id})`],
    ),
  );
  return checked.flat();
}

/** The error for taken ports. */
export function portsTaken(ports: readonly string[]): FabricNetworkError {
  const [subject, verb] = ports.length === 1 ? ['Port', 'is'] : ['Ports', 'are'];
  return new FabricNetworkError(
    'BT-FABRIC-PORT-TAKEN',
    `${subject} ${ports.join(', ')} ${verb} taken by another program on this machine. ` +
      'Stop that program, or create the network with another --base-port.',
  );
}
