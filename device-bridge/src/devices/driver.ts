import type { DeviceCapabilities, JobRefusal } from '@baytrace/domain/devices';

/** One record for a device: `record` = position in the job + 1, chosen by us, told back by the device. */
export interface DeviceRecord {
  readonly record: number;
  readonly text: string;
}

/** Counters of a device since it was switched on; for people, never for deciding what was marked. */
export interface DeviceCounters {
  readonly marked: number;
  readonly underruns: number;
  readonly refused: number;
}

/**
 * One live connection to a device. Every method rejects with a {@link DeviceLinkError} once the link is lost; then
 * nothing is known about the last request, and a new connection must {@link clear} and {@link lastMarked} first.
 */
export interface DeviceSession {
  readonly capabilities: DeviceCapabilities;
  /** Names the memory that {@link lastMarked} reads: another identity knows nothing of what was sent before. */
  readonly identity: string;
  /** Selects the job whose records follow. The buffer must be clear. */
  readonly openJob: (job: string) => Promise<void>;
  /** Adds records in order. @returns how many were taken, from the first on; fewer than given means: clear and read back */
  readonly add: (records: readonly DeviceRecord[]) => Promise<number>;
  /** Records there is room for. */
  readonly free: () => Promise<number>;
  /** Highest record of the open job that is marked, durably; 0 for none. */
  readonly lastMarked: () => Promise<number>;
  /** Drops all records not marked; when it resolves, nothing sent before can be marked any more. */
  readonly clear: () => Promise<void>;
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
  readonly counters: () => Promise<DeviceCounters>;
  readonly close: () => void;
}

/** Where a device listens. */
export interface DeviceAddress {
  readonly host: string;
  readonly port: number;
}

/** Speaks to one family of devices. */
export interface DeviceDriver {
  readonly name: string;
  /** True when the device can mark this text. */
  readonly canMark: (text: string, capabilities: DeviceCapabilities) => boolean;
  /** @throws DeviceLinkError when the device does not answer as it should */
  readonly connect: (address: DeviceAddress) => Promise<DeviceSession>;
}

/** The connection to a device failed or the device broke the protocol. */
export class DeviceLinkError extends Error {
  override readonly name = 'DeviceLinkError';
}

/**
 * Why a device cannot run a job with a code of its own for each item, or `undefined` when it can. A device that
 * repeats on under-run would mark twice; without clearing and read-back a lost link could not be settled.
 */
export const unfitFor = (capabilities: DeviceCapabilities, textLength: number): JobRefusal | undefined => {
  if (capabilities.underrun === 'repeat') return 'BT-DEVICE-REPEATS';
  const settles = capabilities.canClear && capabilities.canReadback && capabilities.printDone === 'index';
  return settles && textLength <= capabilities.maxPayload ? undefined : 'BT-DEVICE-UNFIT';
};
