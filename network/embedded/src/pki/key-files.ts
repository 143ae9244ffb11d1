import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { KeyPair } from './certificate-authority.js';

/** Absolute paths of a certificate and its private key. */
export interface KeyFiles {
  readonly certificate: string;
  readonly key: string;
}

/** `cert.pem` and `key.pem` of a folder. */
export function keyFilesIn(folder: string): KeyFiles {
  return { certificate: join(folder, 'cert.pem'), key: join(folder, 'key.pem') };
}

/** Writes a file so that after a crash it is either whole or absent. */
export async function writeFileAtomically(path: string, text: string, mode = 0o644): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}.tmp`;
  await writeFile(draft, text, { mode });
  await chmod(draft, mode);
  await rename(draft, path);
}

/** Reads a key pair, or makes and stores it (key 0600) when it is not there yet. */
export async function loadOrCreate(files: KeyFiles, create: () => Promise<KeyPair>): Promise<KeyPair> {
  const stored = await readIfPresent(files.certificate);
  if (stored !== undefined) return { certificate: stored, key: await readFile(files.key, 'utf8') };
  return await replace(files, await create());
}

/** Stores a key pair, key 0600; the certificate is written last. */
export async function replace(files: KeyFiles, pair: KeyPair): Promise<KeyPair> {
  await rm(files.certificate, { force: true });
  await writeFileAtomically(files.key, pair.key, 0o600);
  await writeFileAtomically(files.certificate, pair.certificate);
  return pair;
}

/** The file's text, or undefined when there is no such file. */
export async function readIfPresent(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
