import type { Seal } from '../../api/contract.js';
import type { Tone } from '../status/tone.js';

/** Colour meaning of what the ledger says. */
export const sealTone = (seal: Seal): Tone =>
  (({ draft: 'ended', waiting: 'waiting', committed: 'good', refused: 'stopped' }) as const)[seal.state];

/** How long to wait before asking again for an operation, in milliseconds: quickly at first, then calmly. */
export const pollDelay = (attempt: number): number => Math.min(800 * 1.35 ** attempt, 6000);
