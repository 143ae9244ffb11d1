import { existsSync } from 'node:fs';
import { hasSources, rooms } from '../build/rooms.mjs';
import { inRepository } from '../repository.mjs';
import { runNode } from '../terminal/run-command.mjs';
import { check, skip } from './run-checks.mjs';
import { sumOf } from './tally.mjs';

const compilerOf = (room) =>
  inRepository('node_modules', room === 'web' ? 'vue-tsc/bin/vue-tsc.js' : 'typescript/bin/tsc');

const projectOf = (room) =>
  ['tsconfig.eslint.json', 'tsconfig.json'].find((name) => existsSync(inRepository(room, name)));

const checkRoom = (room) => {
  if (!hasSources(room)) return skip(room, 'no sources yet');
  return check(room, () =>
    runNode(compilerOf(room), ['--noEmit', '--project', `${room}/${projectOf(room)}`], { quiet: true }),
  );
};

/** Types of every room, its tests and Vue files included (the build leaves tests outside src alone). */
export const typesStage = async () => {
  const tallies = [];
  for (const room of rooms) tallies.push(await checkRoom(room));
  return sumOf(tallies);
};
