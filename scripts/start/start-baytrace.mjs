import { buildEverything } from '../build/build-everything.mjs';
import { installPackages } from '../install/install-packages.mjs';
import { createProgress } from '../terminal/progress.mjs';
import { CommandFailed } from '../terminal/run-command.mjs';
import { chooseLedger, clearLedgers } from './ledger/chosen-ledger.mjs';
import { OptionError, parseOptions, usage } from './options.mjs';
import { endOrphans } from './orphans.mjs';
import { reservePorts } from './ports.mjs';
import { readJson } from './private-files.mjs';
import { openProcessRegister } from './process-register.mjs';
import { openRunFile } from './run-file.mjs';
import { openSecrets } from './secrets.mjs';
import { AlreadyRunning, takeStartLock } from './start-lock.mjs';
import { emptyStateFolder, openStateFolder } from './state-folder.mjs';
import { listenForStop } from './stop-signals.mjs';
import { summaryOf } from './summary.mjs';
import { StartFailed } from './supervised-process.mjs';

const emptyState = async (state, progress) => {
  const { removePostgresData } = await import('./postgres/postgres-data.mjs');
  removePostgresData(state);
  emptyStateFolder(state);
  progress.say('the state is emptied');
};

/** Ends what an earlier start left behind, then makes room for this one. */
const cleanUp = async (state, register, options, progress) => {
  const orphans = await endOrphans(register);
  if (orphans.length > 0) progress.say(`ended what a killed start left behind: ${orphans.join(', ')}`);
  if (!options.fresh) return;
  await clearLedgers(state);
  await emptyState(state, progress);
};

const installAndBuild = async (progress, signal) => {
  if (await installPackages({ say: progress.say, signal })) progress.say('packages are installed');
  await buildEverything(progress, { signal });
};

/** A demonstration that fails is said, and does not take the platform down: the next start goes on with it. */
const tradeADay = async (house) => {
  const { runDemonstration } = await import('../demo/run-demonstration.mjs');
  try {
    await runDemonstration(house);
  } catch (error) {
    house.progress.say(
      `THE DEMONSTRATION STOPPED: ${error.message}. The platform runs; the next start goes on with it.`,
    );
  }
};

/** From an empty table to a published run.json. Modules that need packages are loaded after they are installed. */
const bringUp = async (house, options, runFile) => {
  const { startEverything, describeRun } = await import('./start-everything.mjs');
  await startEverything(house, options);
  if (house.signal.aborted) return;
  if (options.demo) await tradeADay(house);
  if (house.signal.aborted) return;
  const run = describeRun(house);
  runFile.publish(run);
  console.log(summaryOf(run, readJson(house.state.accounts, []), house.progress.elapsed()));
};

const openHouse = async (state, register, runFile, progress, signal) => {
  const { Supervisor } = await import('./supervisor.mjs');
  // From here on, what this process and its children write is their owner's alone.
  process.umask(0o077);
  const ports = await reservePorts(state.path('ports.json'), progress.say);
  const supervisor = new Supervisor({
    logs: state.logs,
    register,
    say: progress.say,
    onPid: runFile.notePid,
  });
  return { state, ports, secretOf: openSecrets(state.path('secrets.json')), supervisor, progress, signal };
};

const runUntilStopped = async (state, options, progress) => {
  const { signal, requested } = listenForStop();
  const register = openProcessRegister(state.processes);
  const runFile = openRunFile(state.run);
  await cleanUp(state, register, options, progress);
  const ledger = chooseLedger(state, options);
  await installAndBuild(progress, signal);
  const house = { ...(await openHouse(state, register, runFile, progress, signal)), ledger };
  try {
    await Promise.race([bringUp(house, options, runFile), requested]);
    const name = await requested;
    progress.say(`${name}: stopping`);
  } finally {
    runFile.remove();
    await progress.during('stopped', () => house.supervisor.stop());
  }
};

/** Faults of which one sentence says everything. */
const isPlain = (error) =>
  [OptionError, AlreadyRunning, StartFailed, CommandFailed].some((kind) => error instanceof kind);

const startUnderLock = async (options) => {
  const state = openStateFolder(options.state);
  const release = takeStartLock(state.lock);
  try {
    await runUntilStopped(state, options, createProgress());
  } finally {
    release();
  }
};

/**
 * `npm start`.
 * @param args its command line
 * @returns the exit code: 0 after an orderly stop
 */
export const start = async (args) => {
  try {
    const options = parseOptions(args);
    if (options.help) console.log(usage);
    else await startUnderLock(options);
    return 0;
  } catch (error) {
    if (error.name === 'AbortError') return 130;
    console.error(isPlain(error) ? error.message : error);
    return 1;
  }
};
