import type { Device, Job } from '../../api/contract.js';
import type { Tone } from '../../ui/status/tone.js';

/** Colour meaning of a job's state. */
export const jobTone = (job: Pick<Job, 'state' | 'unknown'>): Tone => {
  if (job.state === 'cancelled') return 'ended';
  if (job.unknown > 0) return 'attention';
  return job.state === 'finished' ? 'good' : 'waiting';
};

/** True while the counts may still move. */
export const isRunning = (job: Pick<Job, 'state' | 'assigned' | 'marked'>): boolean =>
  job.state === 'waiting' ||
  job.state === 'sent' ||
  job.state === 'running' ||
  (job.state === 'finished' && job.assigned < job.marked);

const conditions: Readonly<Record<Device['condition'], Tone>> = {
  connecting: 'waiting',
  idle: 'good',
  marking: 'good',
  fault: 'stopped',
  offline: 'stopped',
};

/** Colour meaning of how a coder is. */
export const deviceTone = (device: Pick<Device, 'condition'>): Tone => conditions[device.condition];
