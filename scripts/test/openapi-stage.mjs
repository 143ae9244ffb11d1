import { writesOpenApi } from '../generate/generate-api.mjs';
import { staleApiFiles } from '../generate/stale-api.mjs';
import { skip } from './run-checks.mjs';
import { oneCheck } from './tally.mjs';

/** The OpenAPI document and the types made from it are those of today's gateway. */
export const openApiStage = async () => {
  if (!writesOpenApi()) return skip('OpenAPI', 'the gateway writes no OpenAPI document yet');
  const stale = await staleApiFiles();
  for (const file of stale) console.log(`  FAILED  ${file} is not up to date: npm run generate`);
  if (stale.length === 0) console.log('  passed  the OpenAPI document and its types are up to date');
  return oneCheck(stale.length === 0);
};
