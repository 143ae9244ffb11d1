/** `npm run build`: builds what changed. */
import { requireNode } from './node-version.mjs';

requireNode();
const { buildEverything } = await import('./build/build-everything.mjs');
const { createProgress } = await import('./terminal/progress.mjs');
const { CommandFailed } = await import('./terminal/run-command.mjs');

try {
  await buildEverything(createProgress());
} catch (error) {
  if (!(error instanceof CommandFailed)) throw error;
  console.error(`build failed: ${error.message}`);
  process.exitCode = 1;
}
