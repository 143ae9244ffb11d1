import { brokerUrl, hasOwnBroker, mqttOfGateways, writeDeviceFiles } from './devices/device-files.mjs';
import { bridgeProcess, brokerProcess, virtualCoderProcess } from './devices/device-processes.mjs';
import { writeFirstAccounts } from './first-accounts.mjs';
import { gatewayProcesses, gatewayUrl } from './gateway-processes.mjs';
import { jurisdictions } from './jurisdictions.mjs';
import { startDatabases } from './postgres/databases.mjs';

/** PostgreSQL beside the ledger and the devices; none of them needs another. */
const startGround = async (house, options, files) => {
  const { supervisor, progress, ledger } = house;
  const [databases] = await Promise.all([
    progress.during('PostgreSQL is ready', () => startDatabases(house)),
    ledger.start(house, options),
    progress.during(
      hasOwnBroker() ? 'broker and virtual coder are ready' : 'the virtual coder is ready',
      () =>
        supervisor.startGroup([
          ...(hasOwnBroker() ? [brokerProcess(house, files)] : []),
          virtualCoderProcess(house),
        ]),
    ),
  ]);
  return databases;
};

/**
 * Starts all processes in the order in which they need each other.
 * @param house `{ state, ports, secretOf, supervisor, progress, ledger }`, the ledger of chooseLedger
 * @throws StartFailed
 */
export const startEverything = async (house, options) => {
  const { state, secretOf, supervisor, progress } = house;
  const accounts = writeFirstAccounts(state, secretOf);
  const files = await writeDeviceFiles(house);
  const databases = await startGround(house, options, files);
  const gateways = gatewayProcesses(house, { databases, accounts, mqtt: mqttOfGateways(house) });
  await progress.during('three gateways are ready', () => supervisor.startGroup(gateways));
  // The bridge takes jobs only from a gateway whose key it has; the gateway writes it before it is ready.
  await progress.during('the device bridge is ready', () =>
    supervisor.startGroup([bridgeProcess(house, files)]),
  );
};

/** Content of run.json. */
export const describeRun = (house) => ({
  gateways: Object.fromEntries(
    jurisdictions.map((jurisdiction) => [jurisdiction, { url: gatewayUrl(house.ports, jurisdiction) }]),
  ),
  web: gatewayUrl(house.ports, 'gd'),
  ledger: house.ledger.describe(house),
  mqtt: brokerUrl(house),
  accounts: house.state.accounts,
  pids: { start: process.pid, ...house.supervisor.pids() },
  state: house.state.root,
});
