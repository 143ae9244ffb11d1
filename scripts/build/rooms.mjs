import { existsSync, readdirSync } from 'node:fs';
import { inRepository } from '../repository.mjs';

/** The rooms compiled by TypeScript project references, in the order of their arrows (charter §2). */
export const compiledRooms = [
  'domain',
  'network/embedded',
  'network/fabric',
  'network/conformance',
  'chaincode',
  'gateway-api',
  'device-bridge',
];

/** Every room that holds source code. */
export const rooms = [...compiledRooms, 'web'];

/** True when a room has any source file yet. */
export const hasSources = (room) => {
  const folder = inRepository(room, 'src');
  return existsSync(folder) && readdirSync(folder).length > 0;
};
