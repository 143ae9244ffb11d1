import { inRepository } from '../../repository.mjs';
import { saidReady } from '../readiness.mjs';
import { bridgePasswordFile, brokerUrl, line } from './device-files.mjs';

const program = (name, title, args) => ({
  name,
  title,
  command: process.execPath,
  args: [inRepository('device-bridge/dist', `${name}.js`), ...args],
  isReady: ({ log, offset }) => saidReady(log, offset),
  stopWithinMs: 3000,
});

/** The MQTT broker of the installation. */
export const brokerProcess = ({ ports }, files) =>
  program('broker', 'the MQTT broker', ['--port', String(ports.mqtt), '--credentials', files.credentials]);

/** The coder without hardware; what it marks is on its own tape. */
export const virtualCoderProcess = ({ state, ports }) =>
  program('virtual-coder', 'the virtual coder', [
    ...['--port', String(ports['virtual-coder'])],
    ...['--tape', state.path('devices', 'tape.tsv')],
    ...['--state', state.path('devices', 'virtual-coder')],
  ]);

/** The bridge between the broker and the coder. */
export const bridgeProcess = ({ state, ports }, files) =>
  program('bridge', 'the device bridge', [
    ...['--mqtt', brokerUrl({ ports })],
    ...['--user', line.user],
    ...['--password-file', bridgePasswordFile(state)],
    ...['--state', state.path('devices', 'bridge')],
    ...['--devices', files.devices],
    ...['--gateway-keys', files.gatewayKeys],
    ...['--key', files.bridgeKey],
  ]);
