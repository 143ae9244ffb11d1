import { describe } from '@jest/globals';
import { fabricBinaries } from '../../src/testing/start-fabric.js';

/** Like `describe`, where the programs of Fabric are; elsewhere skipped, with the reason in the name. */
export function describeWithFabric(name: string, tests: () => void): void {
  if (fabricBinaries() === undefined) describe.skip(`${name} (skipped: no Fabric binaries)`, tests);
  else describe(name, tests);
}
