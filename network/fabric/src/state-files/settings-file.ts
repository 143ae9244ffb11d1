import { join } from 'node:path';
import { z } from 'zod';
import { FabricNetworkError } from '../errors/fabric-network-error.js';
import type { NetworkSettings } from '../layout/network-settings.js';
import { defaultSettings } from '../layout/network-settings.js';
import { readStateJson, writePrivateJson } from './private-files.js';

/** Settings as commands name them; what is left out keeps its value. */
export interface WantedSettings {
  readonly channel?: string;
  readonly consensus?: NetworkSettings['consensus'];
  readonly peers?: NetworkSettings['peers'];
  readonly basePort?: number;
  readonly batchTimeoutMs?: number;
}

const settingsSchema = z.strictObject({
  channel: z.string().regex(/^[a-z][a-z0-9.-]{0,248}$/),
  consensus: z.enum(['raft', 'bft']),
  peers: z.union([z.literal(1), z.literal(2)]),
  basePort: z.int(),
  batch: z.strictObject({ timeoutMs: z.int(), count: z.int(), preferredBytes: z.int() }),
});

/** Settings of the network in a state folder; undefined when there is none. */
export function readSettings(root: string): NetworkSettings | undefined {
  return readStateJson(join(root, 'network.json'), settingsSchema);
}

function apply(settings: NetworkSettings, wanted: WantedSettings): NetworkSettings {
  const { batchTimeoutMs, ...others } = wanted;
  const batch =
    batchTimeoutMs === undefined ? settings.batch : { ...settings.batch, timeoutMs: batchTimeoutMs };
  return { ...settings, ...others, batch };
}

const optionNames = {
  channel: '--channel',
  consensus: '--consensus',
  peers: '--peers',
  basePort: '--base-port',
  batchTimeoutMs: '--batch-timeout',
} as const satisfies Record<keyof WantedSettings, string>;

function changes(settings: NetworkSettings, wanted: WantedSettings): string[] {
  const present = { ...settings, batchTimeoutMs: settings.batch.timeoutMs };
  return (Object.keys(optionNames) as (keyof WantedSettings)[])
    .filter((name) => wanted[name] !== undefined && wanted[name] !== present[name])
    .map((name) => `${optionNames[name]} ${present[name]} (now asked for: ${String(wanted[name])})`);
}

/**
 * Settings of an existing network, or those a new one will have. Nothing is written: a new network exists once
 * {@link writeSettings} is called.
 * @throws FabricNetworkError `BT-FABRIC-SETTINGS-CHANGED` when the network was created with others
 */
export function settleSettings(root: string, wanted: WantedSettings): NetworkSettings {
  const present = readSettings(root);
  if (present === undefined) return apply(defaultSettings, wanted);
  const changed = changes(present, wanted);
  if (changed.length === 0) return present;
  throw new FabricNetworkError(
    'BT-FABRIC-SETTINGS-CHANGED',
    `The network in ${root} was created with ${changed.join(' and ')}, which cannot change later. ` +
      'Leave the option out, choose another folder with --state, or delete the network with `down --clean`.',
  );
}

/** Writes down the settings of a new network. */
export function writeSettings(root: string, settings: NetworkSettings): void {
  if (readSettings(root) === undefined) writePrivateJson(join(root, 'network.json'), settings);
}
