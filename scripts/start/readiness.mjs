import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { connect } from 'node:net';

/** True when something accepts connections there. */
export const acceptsConnections = (port, host = '127.0.0.1') =>
  new Promise((resolve) => {
    const socket = connect({ port, host, timeout: 1000 });
    const answer = (yes) => {
      socket.destroy();
      resolve(yes);
    };
    socket
      .once('connect', () => answer(true))
      .once('error', () => answer(false))
      .once('timeout', () => answer(false));
  });

/** True when an address answers 200. */
export const answersOk = async (url) => {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2000) });
    await response.arrayBuffer();
    return response.status === 200;
  } catch {
    return false;
  }
};

/** What a file holds from `offset` on. */
export const readFrom = (file, offset) => {
  const descriptor = openSync(file, 'r');
  try {
    const length = Math.max(0, fstatSync(descriptor).size - offset);
    const buffer = Buffer.alloc(length);
    readSync(descriptor, buffer, 0, length, offset);
    return buffer.toString();
  } finally {
    closeSync(descriptor);
  }
};

/** True when a log, read from where this run of the process began, has a line with `pattern`. */
export const hasLogged = (file, offset, pattern) => pattern.test(readFrom(file, offset));

/** True when it has the line `{"ready":true,…}`. */
export const saidReady = (file, offset) => hasLogged(file, offset, /^\{"ready":true\b/mu);
