import { existsSync, readdirSync } from 'node:fs';
import { inRepository } from '../repository.mjs';
import { runNode } from '../terminal/run-command.mjs';
import { check } from './run-checks.mjs';
import { sumOf } from './tally.mjs';

const program = (path) => inRepository('node_modules', path);
const quietly = (path, args) => () =>
  runNode(program(path), args, { quiet: true, env: { NODE_OPTIONS: '--max-old-space-size=6144' } });

const roomsToCruise = () =>
  ['domain', 'chaincode', 'network', 'gateway-api', 'device-bridge', 'web', 'scripts'].filter(
    (room) => existsSync(inRepository(room)) && readdirSync(inRepository(room)).length > 0,
  );

/** ESLint, the allowed arrows between rooms, Prettier. */
export const lintStage = async () =>
  sumOf([
    await check('eslint', quietly('eslint/bin/eslint.js', ['.'])),
    await check(
      'allowed arrows (dependency-cruiser)',
      quietly('dependency-cruiser/bin/dependency-cruise.mjs', [
        '--config',
        '.dependency-cruiser.cjs',
        ...roomsToCruise(),
      ]),
    ),
    await check('prettier', quietly('prettier/bin/prettier.cjs', ['--check', '--log-level=warn', '.'])),
  ]);
