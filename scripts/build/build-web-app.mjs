import { existsSync } from 'node:fs';
import { inRepository } from '../repository.mjs';
import { runNode } from '../terminal/run-command.mjs';
import { contentStamp, keepStamp, keptStamp } from './content-stamp.mjs';
import { hasSources } from './rooms.mjs';

/** Everything the built web app depends on. */
const inputs = [
  'web/src',
  'web/public',
  'web/index.html',
  'web/vite.config.ts',
  'web/package.json',
  'web/tsconfig.json',
  'domain/src',
  'package-lock.json',
];

/**
 * Builds the web app into web/dist, unless nothing it depends on changed.
 * @returns 'built', 'unchanged' or 'absent' (no sources yet)
 * @throws CommandFailed when vite fails
 */
export const buildWebApp = async (options) => {
  if (!hasSources('web') || !existsSync(inRepository('web/index.html'))) return 'absent';
  const stamp = contentStamp(inputs);
  if (keptStamp('web') === stamp && existsSync(inRepository('web/dist/index.html'))) return 'unchanged';
  const vite = inRepository('node_modules/vite/bin/vite.js');
  await runNode(vite, ['build', '--logLevel', 'warn'], { ...options, cwd: inRepository('web') });
  keepStamp('web', stamp);
  return 'built';
};
