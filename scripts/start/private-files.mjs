import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Makes a folder that only its owner may enter. */
export const makePrivateFolder = (path) => {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  return path;
};

/** Writes a file that only its owner may read, whole or not at all. */
export const writePrivateFile = (path, text) => {
  makePrivateFolder(dirname(path));
  const part = `${path}.${process.pid}.part`;
  writeFileSync(part, text, { mode: 0o600, flush: true });
  renameSync(part, path);
};

/** Writes a value as JSON, as {@link writePrivateFile} does. */
export const writePrivateJson = (path, value) =>
  writePrivateFile(path, `${JSON.stringify(value, null, 2)}\n`);

/** Reads a JSON file; `absent` when there is none. */
export const readJson = (path, absent) => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return absent;
    throw new Error(`${path} is damaged: ${error.message}`, { cause: error });
  }
};
