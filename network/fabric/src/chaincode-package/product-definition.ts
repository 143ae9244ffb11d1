import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FabricNetworkError } from '../errors/fabric-network-error.js';
import type { ChaincodeDefinition } from './chaincode-definition.js';
import { checked, definitionWithoutServer, readJson } from './definitions-file.js';

const repository = fileURLToPath(new URL('../../../../', import.meta.url));

/**
 * The product's own chaincode: definition from network/definitions/baytrace.json, served by Fabric's Node shim from the
 * bundle that `npm run build` makes.
 * @param root folder of the repository
 * @throws FabricNetworkError `BT-FABRIC-CHAINCODE-NOT-BUILT`, `BT-FABRIC-CHAINCODE-DEFINITIONS`
 */
export async function productDefinition(root: string = repository): Promise<ChaincodeDefinition> {
  const path = join(root, 'network/definitions/baytrace.json');
  const definition = checked(definitionWithoutServer, await readJson(path), path);
  const cwd = join(root, 'chaincode');
  const bundle = 'dist/chaincode.cjs';
  if (!existsSync(join(cwd, bundle))) {
    throw new FabricNetworkError(
      'BT-FABRIC-CHAINCODE-NOT-BUILT',
      `${join(cwd, bundle)} is not there. Run \`npm run build\` first.`,
    );
  }
  return {
    ...definition,
    server: {
      program: 'node',
      args: [
        join(root, 'node_modules/fabric-shim/cli.js'),
        'server',
        '--chaincode-address={address}',
        '--chaincode-id={id}',
      ],
      cwd,
      env: {},
      files: [bundle, 'package.json'],
    },
  };
}
