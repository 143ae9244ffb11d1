import type { Jurisdiction } from '../ledger/jurisdiction.js';

/** The three topics of one device. */
export interface DeviceTopics {
  /** Gateway → bridge, QoS 1. */
  readonly jobs: string;
  /** Bridge → gateway, QoS 1. */
  readonly reports: string;
  /** Bridge → everyone, QoS 1, retained, also the last will. */
  readonly state: string;
}

/** Topics of a device, e.g. `baytrace/gd/line-1/jobs`; `device` may be `+` for a subscription to all. */
export const deviceTopics = (jurisdiction: Jurisdiction, device: string): DeviceTopics => {
  const base = `baytrace/${jurisdiction.toLowerCase()}/${device}`;
  return { jobs: `${base}/jobs`, reports: `${base}/reports`, state: `${base}/state` };
};
