/** `npm run conformance`: Fabric's rules, tested on the ledger that LEDGER names; the last line counts them. */
import { requireNode } from './node-version.mjs';

requireNode();
const { runConformance } = await import('./test/run-conformance.mjs');
process.exitCode = await runConformance(process.argv.slice(2));
