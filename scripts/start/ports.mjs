import { createServer } from 'node:net';
import { readJson, writePrivateJson } from './private-files.mjs';

const host = '127.0.0.1';
const highest = 65535;

/** The ports asked for at first; below the range from which systems hand out temporary ones. */
export const preferredPorts = {
  'gateway-gd': 8081,
  'gateway-hk': 8082,
  'gateway-mo': 8083,
  postgres: 15432,
  'ledger-admin': 17050,
  'peer-gd': 17051,
  'peer-hk': 17052,
  'peer-mo': 17053,
  'chaincode-gd': 17061,
  'chaincode-hk': 17062,
  'chaincode-mo': 17063,
  mqtt: 11883,
  'virtual-coder': 17100,
};

/** True when nobody listens there. */
export const isFree = (port) =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', (error) =>
      error.code === 'EADDRINUSE' || error.code === 'EACCES' ? resolve(false) : reject(error),
    );
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });

/** The first free port from `from` upwards that is not `taken`. */
const nextFree = async (from, taken, free) => {
  for (let port = from; port <= highest; port += 1) {
    if (!taken.has(port) && (await free(port))) return port;
  }
  throw new Error(`no free port from ${from} upwards`);
};

/**
 * Chooses a port for each name: the one of last time or the preferred one when it is free, else the next free one.
 * @param wanted name → port
 * @param free tells whether a port is free
 * @returns name → port, and what was moved `[{ name, wanted, port }]`
 */
export const choosePorts = async (wanted, free = isFree) => {
  const ports = {};
  const moved = [];
  const taken = new Set();
  for (const [name, first] of Object.entries(wanted)) {
    const port = await nextFree(first, taken, free);
    if (port !== first) moved.push({ name, wanted: first, port });
    taken.add(port);
    ports[name] = port;
  }
  return { ports, moved };
};

/**
 * Chooses the ports of an installation and keeps them for the next start.
 * @param file ports.json of the state
 */
export const reservePorts = async (file, say) => {
  const { ports, moved } = await choosePorts({ ...preferredPorts, ...readJson(file, {}) });
  for (const { name, wanted, port } of moved)
    say(`port ${wanted} is taken by another program: ${name} uses ${port}`);
  writePrivateJson(file, ports);
  return ports;
};
