import type { CodeVerdict } from '../../api/contract.js';
import type { Tone } from '../status/tone.js';

const tones: Readonly<Record<CodeVerdict, Tone>> = {
  'in-order': 'good',
  disabled: 'stopped',
  recalled: 'stopped',
  held: 'attention',
  forged: 'stopped',
  unknown: 'attention',
  invalid: 'attention',
  unassigned: 'attention',
  ended: 'ended',
};

/** Colour meaning of the answer to a scanned code. */
export const verdictTone = (verdict: CodeVerdict): Tone => tones[verdict];
