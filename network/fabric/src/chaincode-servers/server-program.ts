import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, isAbsolute, join, resolve } from 'node:path';
import { FabricNetworkError } from '../errors/fabric-network-error.js';
import type { ServedChaincode } from './served-chaincodes.js';

/** Path of the approved copy when the text is the absolute path of one of the approved files. */
export function approvedCopy(served: ServedChaincode, folder: string, text: string): string | undefined {
  if (!isAbsolute(text)) return undefined;
  const name = Object.keys(served.digests).find((each) => resolve(served.origin, each) === resolve(text));
  return name === undefined ? undefined : join(folder, name);
}

/**
 * Absolute path of the program that serves a package: this Node for `node`, the approved copy when it is one of the
 * package's files, otherwise a path (relative to the definition's folder) or a name on PATH.
 * @param folder where the approved files are
 * @throws FabricNetworkError `BT-FABRIC-CHAINCODE-PROGRAM-MISSING`
 */
export function serverProgram(served: ServedChaincode, folder: string): string {
  const { program, origin, label } = served;
  if (program === 'node') return process.execPath;
  const path = resolve(origin, program);
  const found = approvedCopy(served, folder, path) ?? [path, ...onPath(program)].find(isProgram);
  if (found !== undefined) return found;
  throw new FabricNetworkError(
    'BT-FABRIC-CHAINCODE-PROGRAM-MISSING',
    `The program ${program} that serves ${label} is neither in ${origin} nor on PATH.`,
  );
}

function onPath(program: string): string[] {
  if (program.includes('/')) return [];
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, program));
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false; // not there or not executable: the next place
  }
}
