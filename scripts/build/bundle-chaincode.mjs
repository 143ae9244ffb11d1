import { existsSync } from 'node:fs';
import { inRepository } from '../repository.mjs';

/**
 * Bundles the compiled chaincode with the domain into one CommonJS file, as a peer's builder needs it: there no
 * workspace package exists (reference: Fabric's Node builder runs a production install in the package).
 * TypeScript compiles first, because esbuild writes no decorator metadata.
 * @returns false while the chaincode has no entry file
 */
export const bundleChaincode = async () => {
  const entry = inRepository('chaincode/dist/index.js');
  if (!existsSync(entry)) return false;
  const { build } = await import('esbuild');
  await build({
    entryPoints: [entry],
    outfile: inRepository('chaincode/dist/chaincode.cjs'),
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    keepNames: true,
    external: ['fabric-contract-api', 'fabric-shim', '@hyperledger/fabric-protos'],
    logLevel: 'warning',
  });
  return true;
};
