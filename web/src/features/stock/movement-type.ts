import { text } from '../../ui/text/use-text.js';

const known = [
  'purchase',
  'produce',
  'ship',
  'receive',
  'sell',
  'return',
  'reject',
  'void-ship',
  'close-transit',
  'sample',
  'dispose',
  'lose',
  'adjust',
  'assign-codes',
  'draw-codes',
  'void-codes',
] as const;
type Known = (typeof known)[number];
const isKnown = (type: string): type is Known => (known as readonly string[]).includes(type);

/** Name of a kind of movement; an unknown one as it is. */
export const movementName = (type: string): string => (isKnown(type) ? text(`stock.movement.${type}`) : type);
