/** `npm test`: install if needed, build, then every check there is; the last line counts them (charter §9). */
import { requireNode } from './node-version.mjs';

requireNode();
const { runAllTests } = await import('./test/run-all-tests.mjs');
process.exitCode = await runAllTests();
