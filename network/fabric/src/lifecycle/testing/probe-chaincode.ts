import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);
const packages = dirname(dirname(require.resolve('fabric-shim/package.json')));

/**
 * A chaincode that says which version it is. `put key value` writes the value and the version, `read key` gives them,
 * `version` writes nothing.
 */
const program = (version: string): string => `'use strict';
const shim = require('fabric-shim');
const version = ${JSON.stringify(version)};
const calls = {
  version: async () => version,
  read: async (stub, key) => (await stub.getState(key)).toString(),
  put: async (stub, key, value) => {
    const before = (await stub.getState(key)).toString();
    await stub.putState(key, Buffer.from(value + '@' + version));
    return before;
  },
};
const chaincode = {
  Init: async () => shim.success(Buffer.from(version)),
  Invoke: async (stub) => {
    const { fcn, params } = stub.getFunctionAndParameters();
    const call = calls[fcn];
    if (call === undefined) return shim.error('no such call: ' + fcn);
    return shim.success(Buffer.from(await call(stub, ...params)));
  },
};
const [, , address, ccid] = process.argv;
shim.server(chaincode, { ccid, address, tlsProps: undefined }).start().catch((error) => {
  console.error(error);
  process.exit(1);
});
`;

/** Definition of the probe as it stands in a definitions file. */
export interface ProbeDefinition {
  readonly name: string;
  readonly version: string;
  readonly sequence: number;
  readonly policy?: string;
  readonly collections?: readonly object[];
  readonly server: object;
}

/**
 * Writes a variant of the probe to a folder and defines it.
 * @param more fields of the definition that differ
 */
export function probe(
  folder: string,
  version: string,
  sequence: number,
  more: Partial<ProbeDefinition> = {},
): { chaincodes: ProbeDefinition[] } {
  const cwd = join(folder, `probe-${version}`);
  mkdirSync(cwd, { recursive: true });
  writeFileSync(join(cwd, 'probe.cjs'), program(version));
  const server = {
    program: 'node',
    args: ['probe.cjs', '{address}', '{id}'],
    cwd,
    env: { NODE_PATH: packages },
    files: ['probe.cjs'],
  };
  return { chaincodes: [{ name: 'probe', version, sequence, ...more, server }] };
}
