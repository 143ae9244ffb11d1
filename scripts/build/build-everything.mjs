import { buildWebApp } from './build-web-app.mjs';
import { bundleChaincode } from './bundle-chaincode.mjs';
import { compileRooms } from './compile-rooms.mjs';

/**
 * Builds what changed: TypeScript rooms, the chaincode bundle, the web app.
 * @param progress see createProgress
 * @param options `signal`: an AbortSignal that ends it
 * @throws CommandFailed, or esbuild's failure
 */
export const buildEverything = async (progress, options = {}) => {
  await progress.during('compiled domain, ledger, chaincode, gateway and bridge', () =>
    compileRooms(options),
  );
  if (await bundleChaincode()) progress.say('bundled the chaincode');
  const from = performance.now();
  const web = await buildWebApp(options);
  if (web === 'absent') progress.say('web app: no sources yet');
  else
    progress.say(
      web === 'built'
        ? `built the web app (${((performance.now() - from) / 1000).toFixed(1)} s)`
        : 'web app: unchanged',
    );
};
