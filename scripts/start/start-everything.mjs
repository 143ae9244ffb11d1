import { chaincodeProcesses } from './chaincode-processes.mjs';
import { brokerUrl, hasOwnBroker, mqttOfGateways, writeDeviceFiles } from './devices/device-files.mjs';
import { bridgeProcess, brokerProcess, virtualCoderProcess } from './devices/device-processes.mjs';
import { writeFirstAccounts } from './first-accounts.mjs';
import { gatewayProcesses, gatewayUrl } from './gateway-processes.mjs';
import { jurisdictions } from './jurisdictions.mjs';
import { ledgerAdminUrl, ledgerProcess } from './ledger-process.mjs';
import { startDatabases } from './postgres/databases.mjs';

/** PostgreSQL beside the ledger with its chaincode and the devices; none of them needs another. */
const startGround = async (house, lag, files) => {
  const { supervisor, progress } = house;
  const [databases] = await Promise.all([
    progress.during('PostgreSQL is ready', () => startDatabases(house)),
    progress.during('chaincode is ready', () => supervisor.startGroup(chaincodeProcesses(house))),
    progress.during(
      hasOwnBroker() ? 'broker and virtual coder are ready' : 'the virtual coder is ready',
      () =>
        supervisor.startGroup([
          ...(hasOwnBroker() ? [brokerProcess(house, files)] : []),
          virtualCoderProcess(house),
        ]),
    ),
  ]);
  await progress.during('the embedded ledger is ready', () =>
    supervisor.startGroup([ledgerProcess(house, lag)]),
  );
  return databases;
};

/**
 * Starts all processes in the order in which they need each other.
 * @param house `{ state, ports, secretOf, supervisor, progress }`
 * @throws StartFailed
 */
export const startEverything = async (house, { lag }) => {
  const { state, secretOf, supervisor, progress } = house;
  const accounts = writeFirstAccounts(state, secretOf);
  const files = await writeDeviceFiles(house);
  const databases = await startGround(house, lag, files);
  const gateways = gatewayProcesses(house, { databases, accounts, mqtt: mqttOfGateways(house) });
  await progress.during('three gateways are ready', () => supervisor.startGroup(gateways));
  // The bridge takes jobs only from a gateway whose key it has; the gateway writes it before it is ready.
  await progress.during('the device bridge is ready', () =>
    supervisor.startGroup([bridgeProcess(house, files)]),
  );
};

/** Content of run.json. */
export const describeRun = ({ state, ports, supervisor }) => ({
  gateways: Object.fromEntries(
    jurisdictions.map((jurisdiction) => [jurisdiction, { url: gatewayUrl(ports, jurisdiction) }]),
  ),
  web: gatewayUrl(ports, 'gd'),
  ledger: {
    kind: 'embedded',
    connection: state.connection,
    admin: ledgerAdminUrl(ports),
  },
  mqtt: brokerUrl({ ports }),
  accounts: state.accounts,
  pids: { start: process.pid, ...supervisor.pids() },
  state: state.root,
});
