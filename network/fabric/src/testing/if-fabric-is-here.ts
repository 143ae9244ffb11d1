import { describe } from '@jest/globals';
import { fabricPrograms } from '../programs/fabric-programs.js';
import { findProgram } from '../programs/find-programs.js';

/** A group of tests that needs the programs of Fabric; without them it is skipped and its name says why. */
export function ifFabricIsHere(name: string, tests: () => void): void {
  if (fabricPrograms.every((program) => findProgram(program) !== undefined)) describe(name, tests);
  else describe.skip(`${name} (skipped: no Fabric binaries)`, tests);
}
