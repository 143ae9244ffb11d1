import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { readJsonFile } from '../process/command-line.js';

const schema = z.strictObject({ identity: z.uuid() });

const makeIdentity = async (path: string): Promise<string> => {
  const identity = randomUUID();
  const file = await open(`${path}.new`, 'w');
  await file.writeFile(JSON.stringify({ identity }));
  await file.sync();
  await file.close();
  await rename(`${path}.new`, path);
  return identity;
};

/** Name of the coder's memory: kept as long as the tape is there, a new one for a new tape. Makes the folders. */
export const coderIdentity = async (state: string, tape: string): Promise<string> => {
  await mkdir(state, { recursive: true });
  await mkdir(dirname(tape), { recursive: true });
  const path = join(state, 'identity.json');
  return existsSync(tape) && existsSync(path) ? readJsonFile(schema, path).identity : makeIdentity(path);
};
