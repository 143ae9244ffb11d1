import { inRepository } from '../../repository.mjs';
import { runNode } from '../../terminal/run-command.mjs';
import { jurisdictions } from '../jurisdictions.mjs';
import { readJson, writePrivateFile, writePrivateJson } from '../private-files.mjs';

/** The demonstration's only production line stands in Guangdong. */
export const line = { jurisdiction: 'gd', device: 'line-1', user: 'bridge-gd' };

const gatewayUser = (jurisdiction) => `gateway-${jurisdiction}`;
const passwordFile = (state, user) => state.path('devices', 'passwords', user);
export const bridgePasswordFile = (state) => passwordFile(state, line.user);

const topicsOfGateway = (jurisdiction) => ({
  publish: [`baytrace/${jurisdiction}/+/jobs`],
  subscribe: [`baytrace/${jurisdiction}/+/reports`, `baytrace/${jurisdiction}/+/state`],
});

const topicsOfBridge = ({ jurisdiction, device }) => ({
  publish: [`baytrace/${jurisdiction}/${device}/reports`, `baytrace/${jurisdiction}/${device}/state`],
  subscribe: [`baytrace/${jurisdiction}/${device}/jobs`],
});

const hashPassword = async (password) =>
  (
    await runNode(inRepository('device-bridge/dist/hash-password.js'), [], { quiet: true, input: password })
  ).trim();

const withHash = async (state, known, user, secretOf) => {
  const password = secretOf(`mqtt-${user.name}`);
  writePrivateFile(passwordFile(state, user.name), password);
  const before = known.find((entry) => entry.name === user.name);
  return { ...user, passwordHash: before?.passwordHash ?? (await hashPassword(password)) };
};

/** Writes the broker's credentials: one per gateway, one for the bridge, each with its own topics only. */
const writeCredentials = async (state, secretOf) => {
  const file = state.path('devices', 'credentials.json');
  const known = readJson(file, { users: [] }).users;
  const wanted = [
    ...jurisdictions.map((jurisdiction) => ({
      name: gatewayUser(jurisdiction),
      ...topicsOfGateway(jurisdiction),
    })),
    { name: line.user, ...topicsOfBridge(line) },
  ];
  const users = await Promise.all(wanted.map((user) => withHash(state, known, user, secretOf)));
  writePrivateJson(file, { users });
  return file;
};

const writeDevices = (state, ports) => {
  const file = state.path('devices', 'devices.json');
  writePrivateJson(file, {
    jurisdiction: line.jurisdiction.toUpperCase(),
    devices: [
      {
        device: line.device,
        kind: 'inkjet',
        driver: 'serialised-text',
        host: '127.0.0.1',
        port: ports['virtual-coder'],
      },
    ],
  });
  return file;
};

/** Public keys with which the gateway signs jobs; the gateway writes them before it is ready. */
const gatewayKeysFile = (state) => state.path(`gateway-${line.jurisdiction}`, 'device-keys.jwks.json');

/**
 * Writes everything the broker, the bridge and the gateways need to talk to each other.
 * @returns paths of the files
 */
export const writeDeviceFiles = async ({ state, ports, secretOf }) => ({
  credentials: await writeCredentials(state, secretOf),
  devices: writeDevices(state, ports),
  gatewayKeys: gatewayKeysFile(state),
  bridgeKey: state.path('devices', 'bridge.key.json'),
});

/** True unless `MQTT_URL` names a broker of the user's own; its accounts are then the user's to make (state/devices). */
export const hasOwnBroker = () => process.env.MQTT_URL === undefined;

/** Address of the broker: the bundled one, or `MQTT_URL`. */
export const brokerUrl = ({ ports }) => process.env.MQTT_URL ?? `mqtt://127.0.0.1:${ports.mqtt}`;

/** How each gateway reaches the broker. */
export const mqttOfGateways = ({ state, ports }) =>
  Object.fromEntries(
    jurisdictions.map((jurisdiction) => [
      jurisdiction,
      {
        url: brokerUrl({ ports }),
        user: gatewayUser(jurisdiction),
        passwordFile: passwordFile(state, gatewayUser(jurisdiction)),
      },
    ]),
  );
