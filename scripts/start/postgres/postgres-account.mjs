import { execFileSync, spawnSync } from 'node:child_process';

const numberOf = (flag) =>
  Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8', stdio: 'pipe' }).trim());

const findAccount = () => {
  try {
    return { uid: numberOf('-u'), gid: numberOf('-g') };
  } catch {
    return undefined;
  }
};

const createAccount = () => {
  spawnSync('groupadd', ['--system', 'postgres'], { stdio: 'ignore' });
  const made = spawnSync(
    'useradd',
    ['--system', '--gid', 'postgres', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres'],
    { encoding: 'utf8' },
  );
  if (made.status !== 0) {
    throw new Error(
      `PostgreSQL refuses to run as root, and the user "postgres" could not be made: ${made.stderr}`,
    );
  }
};

/**
 * Whom PostgreSQL runs as: nobody special for a normal user; for root the user `postgres`, made when it is missing,
 * because PostgreSQL refuses root.
 * @returns `{ uid, gid }`, or undefined when no change is needed
 */
export const postgresAccount = () => {
  if (process.getuid() !== 0) return undefined;
  const present = findAccount();
  if (present !== undefined) return present;
  createAccount();
  return findAccount();
};

/** True when an account may enter a folder, through all folders above it. */
export const mayEnter = (account, folder) =>
  account === undefined ||
  spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { cwd: '/', stdio: 'ignore', ...account }).status ===
    0;
