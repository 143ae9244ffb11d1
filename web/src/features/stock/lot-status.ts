import type { Tone } from '../../ui/status/tone.js';
import { text } from '../../ui/text/use-text.js';

const known = ['released', 'held', 'recalled', 'expired', 'clear'] as const;
type Known = (typeof known)[number];
const tones: Readonly<Record<Known, Tone>> = {
  released: 'good',
  clear: 'good',
  held: 'attention',
  recalled: 'stopped',
  expired: 'attention',
};

const isKnown = (status: string): status is Known => (known as readonly string[]).includes(status);

/** Colour meaning of a lot's status. */
export const lotTone = (status: string): Tone => (isKnown(status) ? tones[status] : 'ended');

/** Word for a lot's status; an unknown one as it is. */
export const lotStatusName = (status: string): string =>
  isKnown(status) ? text(`stock.status.${status}`) : status;
