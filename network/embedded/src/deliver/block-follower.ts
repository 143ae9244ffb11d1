import { status } from '@grpc/grpc-js';
import { common } from '@hyperledger/fabric-protos';
import { once } from 'node:events';
import type { PeerNode } from '../channel/peer-node.js';
import type { ChannelLedger } from '../ledger/channel-ledger.js';
import { GatewayError } from '../gateway-service/gateway-error.js';

/** The writable side of a streaming call. */
export interface ResponseStream<T> {
  write(message: T): boolean;
  on(event: 'cancelled' | 'close' | 'error', listener: () => void): unknown;
  once(event: 'drain', listener: () => void): unknown;
}

/** Aborts when the client leaves or the peer is switched off (then with a GatewayError as reason). */
export function streamSignal(call: ResponseStream<never>, peer: PeerNode): AbortSignal {
  const controller = new AbortController();
  const stop = (): void => {
    controller.abort();
  };
  call.on('cancelled', stop);
  call.on('close', stop);
  call.on('error', stop);
  const stopListening = peer.onDown(() => {
    controller.abort(new GatewayError(status.UNAVAILABLE, 'peer is down'));
  });
  controller.signal.addEventListener('abort', stopListening);
  return controller.signal;
}

/**
 * Blocks of a peer from a number on, in order and without end, each when this peer has applied it. Ends when the
 * signal aborts. Blocks are read from the file one by one.
 */
export async function* followBlocks(
  ledger: ChannelLedger,
  peer: PeerNode,
  from: number,
  signal: AbortSignal,
): AsyncGenerator<common.Block, void, undefined> {
  for (let number = from; !signal.aborted; number += 1) {
    if (!(await reached(peer, number, signal))) return;
    yield common.Block.deserializeBinary(await ledger.readBlock(number));
  }
}

/** Writes a message and waits while the client is slow. */
export async function writeWithPatience<T>(
  call: ResponseStream<T>,
  message: T,
  signal: AbortSignal,
): Promise<void> {
  if (signal.aborted || call.write(message)) return;
  await once(call as never, 'drain', { signal }).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
}

async function reached(peer: PeerNode, number: number, signal: AbortSignal): Promise<boolean> {
  while (peer.height <= number) {
    if (signal.aborted) return false;
    await new Promise<void>((resolve) => {
      const stop = peer.onBlock(done);
      signal.addEventListener('abort', done);
      function done(): void {
        stop();
        signal.removeEventListener('abort', done);
        resolve();
      }
    });
  }
  return true;
}
