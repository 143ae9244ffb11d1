import { DeviceLink } from './gateway-link/device-link.js';
import type { BridgeContext } from './gateway-link/device-link.js';
import { Journal } from './journal/journal.js';
import { devicesFileSchema } from './line/device-file.js';
import type { DeviceConfig } from './line/device-file.js';
import { openBridgeKey } from './messages/bridge-key.js';
import { GatewayKeys } from './messages/gateway-keys.js';
import { readJsonFile, readPasswordFile } from './process/command-line.js';
import type { Log, RunningProgram } from './process/run-program.js';

/** What a bridge is told at its start. */
export interface BridgeOptions {
  readonly mqtt: string;
  readonly user: string;
  readonly passwordFile: string;
  readonly state: string;
  readonly devices: string;
  readonly gatewayKeys: string;
  readonly key: string;
}

const linkOf = async (
  context: BridgeContext,
  options: BridgeOptions,
  config: DeviceConfig,
): Promise<DeviceLink> => {
  const link = new DeviceLink(context, config);
  const { user = options.user, passwordFile = options.passwordFile } = config;
  await link.start({ user, password: readPasswordFile(passwordFile) });
  return link;
};

/**
 * Starts a bridge: opens the journal, connects to the broker and to each device, and works until it is stopped. A
 * defect that it cannot work around ends the process, because the journal makes a new start safe.
 * @throws DomainError `BT-INPUT-INVALID` for unusable files; Error when the journal is in use
 */
export const startBridge = async (options: BridgeOptions, log: Log): Promise<RunningProgram> => {
  const { jurisdiction, devices } = readJsonFile(devicesFileSchema, options.devices);
  const key = await openBridgeKey(options.key);
  const gatewayKeys = new GatewayKeys(options.gatewayKeys, log);
  const journal = await Journal.open(options.state);
  const failed = (error: unknown): void => {
    log('failed', { error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    process.exit(1);
  };
  const context = { journal, jurisdiction, key, gatewayKeys, mqttUrl: options.mqtt, log, failed };
  const links = await Promise.all(devices.map((config) => linkOf(context, options, config)));
  return {
    ready: {
      journal: journal.name,
      boot: journal.boot,
      devices: devices.map(({ device }) => device),
      publicKey: `${options.key}.pub`,
    },
    stop: async () => {
      await Promise.all(links.map((link) => link.stop()));
      gatewayKeys.close();
      await journal.close();
    },
  };
};
