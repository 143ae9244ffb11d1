import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { extract, type Header } from 'tar-stream';
import { FabricNetworkError } from '../errors/fabric-network-error.js';
import { systemCode } from './install-failure.js';

/** Name of the program when the entry is one; undefined when the entry is not wanted (settings, builders, folders). */
function programName({ name, type }: Header): string | undefined {
  const parts = name.replace(/^(\.\/)+/, '').split('/');
  if (name.startsWith('/') || name.includes('\\') || parts.includes('..')) {
    throw damaged(`it has a file outside of itself, ${name}`);
  }
  const [folder, program = ''] = parts;
  if (folder !== 'bin' || parts.length !== 2 || program === '') return undefined;
  if (type !== 'file' || !/^[A-Za-z0-9_-]+$/.test(program)) throw damaged(`${name} is no plain file`);
  return program;
}

function damaged(reason: string, cause?: unknown): FabricNetworkError {
  return new FabricNetworkError(
    'BT-FABRIC-INSTALL-ARCHIVE',
    `The archive is not a release of Fabric: ${reason}. Nothing was installed.`,
    { cause },
  );
}

const badArchive = /^(Z_|ERR_STREAM_PREMATURE_CLOSE)/;

/**
 * Unpacks the plain files of `bin/` and nothing else, whatever links, folders or other paths an archive holds.
 * @param folder gets `bin/`
 * @returns names of the programs
 * @throws FabricNetworkError `BT-FABRIC-INSTALL-ARCHIVE`
 */
export async function unpackPrograms(archive: string, folder: string): Promise<string[]> {
  const bin = join(folder, 'bin');
  await mkdir(bin, { recursive: true, mode: 0o755 });
  const entries = extract();
  const programs: string[] = [];
  const reading = pipeline(createReadStream(archive), createGunzip(), entries);
  const writing = (async () => {
    for await (const entry of entries) {
      const program = programName(entry.header);
      if (program === undefined) {
        entry.resume();
        continue;
      }
      await pipeline(entry, createWriteStream(join(bin, program), { mode: 0o755, flags: 'wx' }));
      programs.push(program);
    }
  })();
  try {
    const results = await Promise.allSettled([writing, reading]);
    const failed = results.find((result) => result.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
  } catch (error) {
    throw explained(error, archive);
  }
  return programs.sort();
}

function explained(error: unknown, archive: string): unknown {
  if (error instanceof FabricNetworkError) return error;
  const code = systemCode(error) ?? '';
  if (code === 'EEXIST') return damaged('it holds a program twice', error);
  // tar-stream's own errors have no code
  if (badArchive.test(code) || code === '') {
    return damaged(`${basename(archive)} cannot be read: ${(error as Error).message}`, error);
  }
  return error;
}
