import { inRepository } from '../../repository.mjs';
import { jurisdictions, mspOf } from '../jurisdictions.mjs';
import { readJson, writePrivateJson } from '../private-files.mjs';
import { hasLogged } from '../readiness.mjs';
import { chaincodeProcesses } from './chaincode-processes.mjs';

const channel = 'baytrace';
const definitionFile = 'network/definitions/baytrace.json';
const address = (port) => `127.0.0.1:${port}`;

/** Name of the one peer that each jurisdiction has on the embedded ledger. */
const peerName = 'peer0';

/**
 * Writes the definitions for the embedded ledger: the one of network/definitions and where its servers listen.
 * @returns path of the file
 */
const writeDefinitions = (state, ports) => {
  const definition = readJson(inRepository(definitionFile));
  const addresses = Object.fromEntries(
    jurisdictions.map((jurisdiction) => [
      `${mspOf[jurisdiction]}:${peerName}`,
      address(ports[`chaincode-${jurisdiction}`]),
    ]),
  );
  const file = state.path('definitions.json');
  writePrivateJson(file, { chaincodes: [{ ...definition, addresses }] });
  return file;
};

/** Lets peers run behind; the ledger forgets it when it ends, so it is told after each start. */
const setLags = async (adminUrl, lag) => {
  for (const jurisdiction of jurisdictions.filter((name) => lag[name] > 0)) {
    const answer = await fetch(`${adminUrl}/peers/${mspOf[jurisdiction]}:${peerName}`, {
      method: 'PUT',
      body: JSON.stringify({ lag: lag[jurisdiction] }),
    });
    if (!answer.ok) throw new Error(`the lag of ${jurisdiction} was refused: ${await answer.text()}`);
  }
};

const adminUrl = (ports) => `http://${address(ports['ledger-admin'])}`;

/** One process with an endpoint per jurisdiction. `lag`: blocks that each jurisdiction's peer runs behind. */
const ledgerProcess = ({ state, ports }, lag) => ({
  name: 'ledger',
  title: 'the embedded ledger',
  command: process.execPath,
  args: [
    inRepository('network/embedded/dist/cli.js'),
    ...['--state', state.path('ledger')],
    ...['--connection', state.connection],
    ...['--channel', channel],
    ...jurisdictions.flatMap((name) => [
      '--peer',
      `${mspOf[name]}:${peerName}=${address(ports[`peer-${name}`])}`,
    ]),
    ...['--definitions', writeDefinitions(state, ports)],
    ...['--admin', address(ports['ledger-admin'])],
  ],
  isReady: ({ log, offset }) => hasLogged(log, offset, /^embedded ledger ready:/mu),
  afterReady: () => setLags(adminUrl(ports), lag),
});

/** The embedded ledger and its chaincode servers (network/embedded). */
export const embeddedLedger = {
  kind: 'embedded',
  /** Its folder in the state, by which a later start knows which ledger holds the trade. */
  folder: 'ledger',
  /** Starts it. @throws StartFailed */
  start: async (house, { lag }) => {
    const { supervisor, progress } = house;
    await progress.during('chaincode is ready', () => supervisor.startGroup(chaincodeProcesses(house)));
    await progress.during('the embedded ledger is ready', () =>
      supervisor.startGroup([ledgerProcess(house, lag)]),
    );
  },
  /** Ends what outlives a killed start; everything here is a child of the supervisor. */
  clear: () => Promise.resolve(),
  /** The certification authority's files of a jurisdiction, made by the ledger. */
  authorityFiles: (state, jurisdiction) => ({
    certificate: state.path('ledger', 'crypto', mspOf[jurisdiction], 'ca', 'cert.pem'),
    key: state.path('ledger', 'crypto', mspOf[jurisdiction], 'ca', 'key.pem'),
  }),
  /** Its entry in run.json. */
  describe: ({ state, ports }) => ({
    kind: 'embedded',
    connection: state.connection,
    admin: adminUrl(ports),
  }),
};
