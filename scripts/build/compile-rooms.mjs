import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { inRepository } from '../repository.mjs';
import { runNode } from '../terminal/run-command.mjs';
import { compiledRooms, hasSources } from './rooms.mjs';

const typescript = () => inRepository('node_modules/typescript/bin/tsc');

/** TypeScript trusts its build information even where the output was deleted; without output it starts anew. */
const forgetLostOutput = (room) => {
  if (existsSync(inRepository(room, 'dist'))) return;
  rmSync(inRepository(room, 'tsconfig.tsbuildinfo'), { force: true });
};

const sourceOf = (output) => output.replace(/\.(?:d\.ts|js)(?:\.map)?$/u, '.ts');

/** Removes output whose source is gone, so that a deleted migration or page is not loaded any more. */
const removeStrayOutput = (room) => {
  const dist = inRepository(room, 'dist');
  if (!existsSync(dist)) return;
  const compiled = readdirSync(dist, { recursive: true }).filter((name) =>
    /\.(?:js|d\.ts)(?:\.map)?$/u.test(name),
  );
  for (const name of compiled) {
    if (!existsSync(inRepository(room, 'src', sourceOf(name)))) rmSync(join(dist, name), { force: true });
  }
};

/**
 * Compiles all rooms with `tsc -b`, only what changed.
 * @returns names of the rooms compiled
 * @throws CommandFailed when a room does not compile
 */
export const compileRooms = async (options) => {
  const present = compiledRooms.filter(hasSources);
  for (const room of present) {
    forgetLostOutput(room);
    removeStrayOutput(room);
  }
  await runNode(typescript(), ['-b', ...present], options);
  return present;
};
