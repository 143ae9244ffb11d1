/** `npm start`: installs, builds, starts and supervises everything (charter §9). */
import { requireNode } from './node-version.mjs';

requireNode();
const { start } = await import('./start/zz-dev-start.mjs');
process.exitCode = await start(process.argv.slice(2));
process.exit();
