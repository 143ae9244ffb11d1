import { readFileSync } from 'node:fs';
import { connect } from 'node:tls';
import { hostAndPort } from '../node-config/address.js';

const patience = 5_000;

/**
 * Whether a gRPC service answers a TLS handshake under this address with a certificate of the given root. A handshake,
 * not a bare connection, so that nothing is written to the node's log.
 */
export function answersTls(address: string, rootFile: string): Promise<boolean> {
  const { host, port } = hostAndPort(address);
  return new Promise((resolve) => {
    const socket = connect({
      host,
      port,
      ca: readFileSync(rootFile),
      ALPNProtocols: ['h2'],
      timeout: patience,
    });
    socket.once('secureConnect', () => {
      // not destroyed: our last message of the handshake must still go out
      socket.end();
      resolve(true);
    });
    socket.once('timeout', () => {
      socket.destroy();
      resolve(false);
    });
    socket.on('error', () => {
      resolve(false);
    });
  });
}
