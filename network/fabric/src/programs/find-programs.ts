import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { FabricNetworkError } from '../errors/fabric-network-error.js';
import {
  fabricPrograms,
  type FabricProgram,
  type MaterialProgram,
  type Programs,
} from './fabric-programs.js';
import { programCache } from './program-cache.js';

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false; // not there or not executable: look on
  }
}

/** Folders in which Fabric's programs are looked for, in order: FABRIC_BIN, the cache of `install`, PATH. */
function folders(environment: NodeJS.ProcessEnv): string[] {
  const own = environment['FABRIC_BIN'];
  const path = (environment['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return [
    ...(own === undefined || own === '' ? [] : [resolve(own)]),
    join(programCache(environment), 'bin'),
    ...path,
  ];
}

/** Absolute path of one program of Fabric, or undefined when it is nowhere. */
export function findProgram(
  program: FabricProgram | MaterialProgram,
  environment: NodeJS.ProcessEnv = process.env,
): string | undefined {
  return folders(environment)
    .map((folder) => join(folder, program))
    .find(isProgram);
}

/**
 * Finds every program that the network needs.
 * @throws FabricNetworkError `BT-FABRIC-PROGRAM-MISSING` that names the missing ones
 */
export function findPrograms(environment: NodeJS.ProcessEnv = process.env): Programs {
  const found = fabricPrograms.map((program) => [program, findProgram(program, environment)] as const);
  const missing = found.filter(([, path]) => path === undefined).map(([program]) => program);
  if (missing.length > 0) {
    throw new FabricNetworkError(
      'BT-FABRIC-PROGRAM-MISSING',
      `Missing program${missing.length > 1 ? 's' : ''} of Hyperledger Fabric: ${missing.join(', ')}. ` +
        'Run `npm run fabric:install`, or set FABRIC_BIN to the folder that holds them.',
    );
  }
  return Object.fromEntries(found) as unknown as Programs;
}
