import type { WhereaboutsState } from '../../api/contract.js';
import type { Tone } from '../../ui/status/tone.js';

const tones: Readonly<Record<WhereaboutsState, Tone>> = {
  stock: 'good',
  'in-transit': 'waiting',
  sold: 'ended',
  used: 'ended',
  loss: 'ended',
  lost: 'stopped',
  disposed: 'ended',
  sampled: 'ended',
  missing: 'attention',
};

/** Colour meaning of where goods are. */
export const stateTone = (state: WhereaboutsState): Tone => tones[state];
