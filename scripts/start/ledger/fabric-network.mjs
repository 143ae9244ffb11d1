import { existsSync } from 'node:fs';
import { inRepository } from '../../repository.mjs';
import { CommandFailed, runNode } from '../../terminal/run-command.mjs';
import { isFree } from '../ports.mjs';
import { readJson } from '../private-files.mjs';
import { hasLogged } from '../readiness.mjs';

const program = inRepository('network/fabric/dist/cli.js');

/** Domains of the jurisdictions' organisations (network/fabric/src/layout/jurisdictions.ts). */
const domainOf = (jurisdiction) => `${jurisdiction}.baytrace.internal`;

/** Offsets from the base port at which a network may listen: orderers, peers, chaincode servers. */
const offsets = [0, 100, 200].flatMap((first) => Array.from({ length: 60 }, (_, at) => first + at));
const bases = Array.from({ length: 20 }, (_, at) => 18_000 + 300 * at);

const isFreeBlock = async (base) => {
  const free = await Promise.all(offsets.map((offset) => isFree(base + offset)));
  return free.every(Boolean);
};

/** The base port this network was made with, else the first of which all ports are free. */
const basePortOf = async (state) => {
  const known = readJson(state.path('fabric', 'network.json'), undefined);
  if (known !== undefined) return known.basePort;
  for (const base of bases) if (await isFreeBlock(base)) return base;
  throw new Error(`no ${offsets.length} free ports for a Fabric network from ${bases[0]} upwards`);
};

const networkProcess = ({ state }, basePort, { consensus, peers }) => ({
  name: 'fabric',
  title: 'the Fabric network',
  command: process.execPath,
  args: [
    program,
    'run',
    ...['--state', state.path('fabric')],
    ...['--connection', state.connection],
    ...['--base-port', String(basePort)],
    ...(consensus === undefined ? [] : ['--consensus', consensus]),
    ...(peers === undefined ? [] : ['--peers', peers]),
  ],
  isReady: ({ log, offset }) => hasLogged(log, offset, /^fabric network ready:/mu),
  readyWithinMs: 180_000,
  stopWithinMs: 25_000,
});

/**
 * Hyperledger Fabric as native processes (network/fabric): three jurisdictions' orderers, peers and chaincode servers,
 * watched by one process of their own. They outlive a killed start; the next one takes them over.
 */
export const fabricNetwork = {
  kind: 'fabric',
  folder: 'fabric',
  start: async (house, options) => {
    const basePort = await basePortOf(house.state);
    await house.progress.during('the Fabric network is ready', () =>
      house.supervisor.startGroup([networkProcess(house, basePort, options)]),
    );
  },
  /** Ends a network that outlived a killed start, before its folder is emptied. */
  clear: async (state) => {
    if (!existsSync(program) || !existsSync(state.path('fabric', 'network.json'))) return;
    await runNode(program, ['down', '--state', state.path('fabric')], { quiet: true }).catch((error) => {
      if (error instanceof CommandFailed)
        throw new Error(`the Fabric network does not stop: ${error.output}`);
      throw error;
    });
  },
  authorityFiles: (state, jurisdiction) => {
    const domain = domainOf(jurisdiction);
    const folder = state.path('fabric', 'crypto', 'peerOrganizations', domain, 'ca');
    return { certificate: `${folder}/ca.${domain}-cert.pem`, key: `${folder}/priv_sk` };
  },
  describe: ({ state }) => ({ kind: 'fabric', connection: state.connection, state: state.path('fabric') }),
};
