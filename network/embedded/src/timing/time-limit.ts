import { setTimeout as sleep } from 'node:timers/promises';

/** Waits for a promise at most some milliseconds; what comes later is dropped. @throws the error made by `late` */
export async function within<T>(promise: Promise<T>, milliseconds: number, late: () => Error): Promise<T> {
  const stop = new AbortController();
  const limit = sleep(milliseconds, undefined, { signal: stop.signal }).then(() => {
    throw late();
  });
  try {
    return await Promise.race([promise, limit]);
  } finally {
    limit.catch(() => undefined);
    promise.catch(() => undefined);
    stop.abort();
  }
}
