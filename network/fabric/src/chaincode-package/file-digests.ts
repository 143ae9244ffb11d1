import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FabricNetworkError } from '../errors/fabric-network-error.js';

/** Lower-case hexadecimal SHA-256 of each file, by its path relative to the folder. */
export type FileDigests = Readonly<Record<string, string>>;

/** Lower-case hexadecimal SHA-256 (FIPS 180-4). */
export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/**
 * Digests of files, in the order of their names.
 * @throws FabricNetworkError `BT-FABRIC-CHAINCODE-FILE-MISSING`
 */
export async function fileDigests(folder: string, names: readonly string[]): Promise<FileDigests> {
  const digests: Record<string, string> = {};
  for (const name of [...names].sort()) digests[name] = sha256(await bytesOf(join(folder, name)));
  return digests;
}

async function bytesOf(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new FabricNetworkError(
      'BT-FABRIC-CHAINCODE-FILE-MISSING',
      `${path} is named as a file of the chaincode but cannot be read.`,
      { cause: error },
    );
  }
}
