import type { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { AuthorityFiles, ChaincodeDefinition, Connection, LedgerKind } from '../network.js';

/** What a test file must know of the network it shares. */
export interface NetworkDescription {
  readonly kind: LedgerKind;
  readonly connection: Connection;
  readonly authorities: Readonly<Record<string, AuthorityFiles>>;
  readonly chaincodes: readonly ChaincodeDefinition[];
}

/** What a test file may ask for. */
export type NetworkRequest =
  | { readonly call: 'deploy'; readonly chaincodes: readonly ChaincodeDefinition[] }
  | { readonly call: 'stopChaincode' | 'startChaincode'; readonly name: string; readonly mspId: string }
  | { readonly call: 'restart' };

/** The answer to a turn and to each request: the network as it is now, or what went wrong. */
export type NetworkAnswer = { readonly network: NetworkDescription } | { readonly error: string };

/** Messages are JSON, one a line. */
export function send(socket: Socket, message: NetworkRequest | NetworkAnswer): void {
  socket.write(`${JSON.stringify(message)}\n`);
}

/** The messages of the other side, in order. */
export async function* receive<T extends NetworkRequest | NetworkAnswer>(
  socket: Socket,
): AsyncGenerator<T, void> {
  for await (const line of createInterface({ input: socket })) yield JSON.parse(line) as T;
}
