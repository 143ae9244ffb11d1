import { compileRooms } from '../build/compile-rooms.mjs';
import { inRepository } from '../repository.mjs';
import { runJest } from './jest-stage.mjs';
import { check, runStages, skip } from './run-checks.mjs';
import { verdictOf } from './tally.mjs';

const usage = `npm run conformance [-- --differential]
  LEDGER=embedded (default) or fabric: which ledger the rules are tested on
  --differential: runs random transactions on both ledgers and compares (CONFORMANCE_SEED, CONFORMANCE_RUNS)
  Programs of Fabric: FABRIC_BIN, or npm run fabric:install, or PATH`;

const differential = '/differential/';

/** Jest's arguments and environment of both modes. */
const modes = {
  rules: { args: ['--maxWorkers=1', `--testPathIgnorePatterns=${differential}`] },
  differential: {
    args: ['--maxWorkers=1', `--testPathPatterns=${differential}`],
    env: { CONFORMANCE_DIFFERENTIAL: '1' },
  },
};

const modeOf = (args) => {
  if (args.length === 0) return 'rules';
  return args.length === 1 && args[0] === '--differential' ? 'differential' : undefined;
};

const ledgerOf = () => {
  const ledger = process.env.LEDGER ?? 'embedded';
  return ['embedded', 'fabric'].includes(ledger) ? ledger : undefined;
};

const hasFabric = async () => {
  const testing = await import(inRepository('network/fabric/dist/testing/start-fabric.js'));
  return testing.fabricBinaries() !== undefined;
};

const test = async (ledger, mode) => {
  const built = await check('build', () => compileRooms({ quiet: true }));
  if (built.failed > 0) return built;
  const needsFabric = ledger === 'fabric' || mode === 'differential';
  if (needsFabric && !(await hasFabric())) return skip(`conformance on ${ledger}`, 'no Fabric binaries');
  return runJest(['conformance'], modes[mode]);
};

/**
 * Builds what is needed and tests the ledger that LEDGER names; prints the count as last line. Without the programs of
 * Fabric nothing is run on Fabric, which is no pass.
 * @param args of the command line
 * @returns the exit code
 */
export const runConformance = async (args) => {
  const [ledger, mode] = [ledgerOf(), modeOf(args)];
  if (ledger === undefined || mode === undefined) {
    console.error(usage);
    return 2;
  }
  const name = mode === 'rules' ? `Fabric's rules on ${ledger}` : 'random transactions on both ledgers';
  const tally = await runStages([{ name, run: () => test(ledger, mode) }]);
  const { line, exitCode } = verdictOf(tally, false);
  console.log(`\n${line}`);
  return exitCode;
};
