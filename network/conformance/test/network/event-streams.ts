import type { CloseableAsyncIterable } from '@hyperledger/fabric-gateway';

/** Takes so many events of a stream, then closes it. */
export async function take<T>(events: CloseableAsyncIterable<T>, count: number): Promise<T[]> {
  const taken: T[] = [];
  try {
    for await (const event of events) {
      taken.push(event);
      if (taken.length === count) break;
    }
  } finally {
    events.close();
  }
  return taken;
}

/** The first event of a stream, which must come. */
export async function first<T>(events: CloseableAsyncIterable<T>): Promise<T> {
  const [event] = await take(events, 1);
  if (event === undefined) throw new Error('the stream ended without an event');
  return event;
}
