import type { DeviceDriver } from './driver.js';
import { serialisedTextDriver } from './serialised-text/serialised-text-driver.js';

/** Every driver, by the name a devices file uses. */
export const drivers = {
  'serialised-text': serialisedTextDriver,
} as const satisfies Record<string, DeviceDriver>;

/** Name of a driver. */
export type DriverName = keyof typeof drivers;

/** Names of all drivers. */
export const driverNames = Object.keys(drivers) as [DriverName, ...DriverName[]];
