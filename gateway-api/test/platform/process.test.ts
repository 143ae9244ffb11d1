import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const room = fileURLToPath(new URL('../..', import.meta.url));

interface Ended {
  readonly code: number | null;
  readonly errors: string;
}

const run = (
  script: string,
  args: string[],
  env: NodeJS.ProcessEnv,
): { child: ChildProcess; ended: Promise<Ended> } => {
  const child = spawn(process.execPath, [join(room, 'dist', script), ...args], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  return {
    child,
    ended: new Promise((resolve) =>
      child.on('exit', (code) => {
        resolve({ code, errors });
      }),
    ),
  };
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'baytrace-process-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

describe('the gateway as a process (built files)', () => {
  test('without configuration it says in one line what is missing and ends with 1', async () => {
    const { code, errors } = await run('main.js', [], { BAYTRACE_PORTT: '1' }).ended;
    expect(code).toBe(1);
    expect(errors.trim().split('\n')).toHaveLength(1);
    expect(errors).toContain('DATABASE_URL is missing');
    expect(errors).toContain('BAYTRACE_PORTT is not a setting');
  });

  test('the OpenAPI document is written without database or ledger, and is the same each time', async () => {
    const [one, two] = [join(folder, '1.json'), join(folder, '2.json')];
    for (const file of [one, two]) expect((await run('write-openapi.js', [file], {}).ended).code).toBe(0);
    const text = await readFile(one, 'utf8');
    expect(text).toBe(await readFile(two, 'utf8'));
    expect(JSON.parse(text)).toMatchObject({ openapi: '3.1.0' });
    await writeFile(one, '');
  });
});
