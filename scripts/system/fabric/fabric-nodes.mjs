import { inRepository } from '../../repository.mjs';
import { CommandFailed, runNode } from '../../terminal/run-command.mjs';
import { until } from '../installation.mjs';

const program = inRepository('network/fabric/dist/cli.js');

/** `describe` where Fabric's programs are; elsewhere the tests say why they were not run. */
export const onFabric = (describe) => (name, tests) =>
  process.env.FABRIC_BIN === undefined
    ? describe.skip(`${name} (skipped: no Fabric binaries)`, tests)
    : describe(name, tests);

const ask = (installation, args) =>
  runNode(program, [...args, '--state', installation.path('fabric')], { quiet: true });

/** Nodes and chaincode servers of an installation's network: `[{ id, kind, state, pid, height?, leader? }]`. */
export const nodesOf = async (installation) => {
  const text = await ask(installation, ['status', '--json']).catch((error) => {
    // Exit code 3 says that not all are ready; the answer is there all the same.
    if (error instanceof CommandFailed) return error.output;
    throw error;
  });
  return JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1)).processes;
};

/** The orderer that leads; undefined while none does. */
export const leaderOf = async (installation) =>
  (await nodesOf(installation)).find(({ leader }) => leader === true);

/** kill -9 of a node; its supervisor starts it again. @returns its id */
export const killNode = async (installation, find) => {
  let node;
  await until(async () => (node = (await nodesOf(installation)).find(find))?.pid !== undefined, 30_000);
  process.kill(node.pid, 'SIGKILL');
  return node.id;
};

/** Stops a node on purpose: it stays down. */
export const stopNode = (installation, id) => ask(installation, ['stop', id]);

/** Starts it again. */
export const startNode = (installation, id) => ask(installation, ['start', id]);

/** Waits until every node is ready again. @returns false when that does not come */
export const allNodesReady = (installation, withinMs = 60_000) =>
  until(async () => (await nodesOf(installation)).every(({ state }) => state === 'ready'), withinMs, 500);
