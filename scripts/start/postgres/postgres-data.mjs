import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readJson, writePrivateJson } from '../private-files.mjs';
import { mayEnter } from './postgres-account.mjs';
import { makeSharedFolder, sharedFolder } from './postgres-programs.mjs';

const recordOf = (state) => state.path('postgres.json');

const make = (folder, account) => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (account !== undefined) chownSync(folder, account.uid, account.gid);
};

/** A folder for the databases that the account can enter: in the state, else (root only) under /var/lib/baytrace. */
const chooseFolder = (state, account) => {
  const inside = state.path('postgres');
  make(inside, account);
  if (mayEnter(account, inside)) return inside;
  rmSync(inside, { recursive: true, force: true });
  const name = createHash('sha256').update(state.root).digest('hex').slice(0, 16);
  const outside = join(sharedFolder, `state-${name}`);
  rmSync(outside, { recursive: true, force: true });
  makeSharedFolder();
  make(outside, account);
  return outside;
};

/** Removes the databases of a state, wherever they are. */
export const removePostgresData = (state) => {
  const record = readJson(recordOf(state), undefined);
  if (record !== undefined) rmSync(record.folder, { recursive: true, force: true });
};

const runInitdb = ({ initdb }, data, account, password) => {
  const passwordFile = `${data}.password`;
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (account !== undefined) chownSync(passwordFile, account.uid, account.gid);
  try {
    const args = [
      `--pgdata=${data}`,
      '--username=postgres',
      '--auth=scram-sha-256',
      `--pwfile=${passwordFile}`,
    ];
    const done = spawnSync(initdb, [...args, '--encoding=UTF8', '--locale=C', '--no-instructions'], {
      cwd: '/',
      encoding: 'utf8',
      env: { PATH: process.env.PATH, LC_ALL: 'C' },
      ...account,
    });
    if (done.status !== 0) throw new Error(`initdb failed: ${done.error?.message ?? done.stderr}`);
  } finally {
    rmSync(passwordFile, { force: true });
  }
};

/** Made aside and renamed when complete; what an interrupted start left is removed. */
const createCluster = (folder, programs, account, password) => {
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true, force: true });
  const part = join(folder, `part-${randomBytes(4).toString('hex')}`);
  runInitdb(programs, part, account, password);
  renameSync(part, join(folder, 'data'));
};

/**
 * The data folder of the embedded PostgreSQL, made at the first start. It stays where it was made; the state remembers
 * where.
 */
export const openPostgresData = (state, programs, account, password) => {
  const record = readJson(recordOf(state), undefined);
  const folder = record?.folder ?? chooseFolder(state, account);
  if (record === undefined) writePrivateJson(recordOf(state), { folder });
  make(folder, account);
  const data = join(folder, 'data');
  if (!existsSync(data)) createCluster(folder, programs, account, password);
  return data;
};
