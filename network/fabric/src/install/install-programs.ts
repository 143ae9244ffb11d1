import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { FabricNetworkError } from '../errors/fabric-network-error.js';
import { fabricPrograms } from '../programs/fabric-programs.js';
import { fabricVersion, programCache } from '../programs/program-cache.js';
import { withStateLock } from '../state-files/state-lock.js';
import { downloadArchive, type DownloadOptions } from './download-archive.js';
import { storageFailure } from './install-failure.js';
import { PartialDownload } from './partial-download.js';
import { releaseArchive } from './release-archive.js';
import { unpackPrograms } from './unpack-programs.js';

/** How to install. */
export interface InstallOptions extends DownloadOptions {
  /** Fetch and unpack even when the programs are there. */
  readonly force: boolean;
  readonly environment?: NodeJS.ProcessEnv;
}

/** What came of it. */
export interface Installation {
  readonly result: 'installed' | 'present';
  /** Folder with the programs. */
  readonly bin: string;
}

/**
 * Brings the programs of the pinned Fabric release into the cache. They appear there all at once or not at all; a
 * command that was cut off anywhere is finished by running it again.
 * @throws FabricNetworkError any `BT-FABRIC-INSTALL-…` code
 */
export async function installPrograms(options: InstallOptions): Promise<Installation> {
  const { environment = process.env } = options;
  const folder = programCache(environment);
  try {
    return await withStateLock(`${folder}.lock`, () => install(folder, environment, options));
  } catch (error) {
    throw storageFailure(error, dirname(folder)) ?? error;
  }
}

async function install(
  folder: string,
  environment: NodeJS.ProcessEnv,
  options: InstallOptions,
): Promise<Installation> {
  const bin = join(folder, 'bin');
  if (!options.force && isInstalled(folder)) return { result: 'present', bin };
  const archive = releaseArchive(environment);
  const file = join(`${folder}.download`, archive.name);
  await downloadArchive(archive, file, options);
  const fresh = `${folder}.unpacked`;
  await rm(fresh, { recursive: true, force: true });
  try {
    await assertComplete(fresh, await unpackPrograms(file, fresh));
    await replace(folder, fresh);
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
  await new PartialDownload(file).discard();
  await rm(dirname(file), { recursive: true, force: true });
  return { result: 'installed', bin };
}

function isInstalled(folder: string): boolean {
  return fabricPrograms.every((program) => existsSync(join(folder, 'bin', program)));
}

/** Every program is there and `peer` runs on this machine as the release it should be. */
async function assertComplete(folder: string, programs: readonly string[]): Promise<void> {
  const missing = fabricPrograms.filter((program) => !programs.includes(program));
  if (missing.length > 0) {
    throw new FabricNetworkError(
      'BT-FABRIC-INSTALL-ARCHIVE',
      `The archive is not a release of Fabric: it has no ${missing.join(', ')}. Nothing was installed.`,
    );
  }
  const version = await versionOf(join(folder, 'bin', 'peer'));
  if (new RegExp(`^\\s*Version: v?${fabricVersion.replaceAll('.', '\\.')}\\s*$`, 'm').test(version)) return;
  throw new FabricNetworkError(
    'BT-FABRIC-INSTALL-VERSION',
    `The archive holds another release than Fabric ${fabricVersion}; \`peer version\` says: ${version.trim()}`,
  );
}

async function versionOf(peer: string): Promise<string> {
  try {
    return (await promisify(execFile)(peer, ['version'], { timeout: 30_000 })).stdout;
  } catch (error) {
    throw new FabricNetworkError(
      'BT-FABRIC-INSTALL-VERSION',
      `The programs do not run on this machine: ${(error as Error).message}`,
      { cause: error },
    );
  }
}

async function replace(folder: string, fresh: string): Promise<void> {
  const old = `${folder}.old`;
  await rm(old, { recursive: true, force: true });
  if (existsSync(folder)) await rename(folder, old);
  await rename(fresh, folder);
  await rm(old, { recursive: true, force: true });
}
