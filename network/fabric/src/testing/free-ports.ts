import { randomInt } from 'node:crypto';
import { isPortFree } from '../processes/port-check.js';

const first = 20_000;
const last = 29_600;
const step = 400;

/** A base port whose orderers', peers' and first chaincode servers' ports are all free on this machine. */
export async function freeBasePort(): Promise<number> {
  const blocks = (last - first) / step;
  for (let attempt = 0; attempt < 10 * blocks; attempt += 1) {
    const base = first + step * randomInt(blocks + 1);
    const ports = [0, 100].flatMap((kind) => [...Array(60).keys()].map((offset) => base + kind + offset));
    const servers = [...Array(30).keys()].map((offset) => base + 200 + offset);
    const free = await Promise.all([...ports, ...servers].map(isPortFree));
    if (free.every(Boolean)) return base;
  }
  throw new Error('no block of free ports between 20000 and 30000');
}
