import { text } from '../../ui/text/use-text.js';

const known = [
  'purchase',
  'produce',
  'attach-file',
  'set-lot-status',
  'hold-lot',
  'register-enterprise',
  'set-enterprise-status',
  'publish-gateway-key',
  'define-product',
  'issue-codes',
  'draw-codes',
  'assign-codes',
  'void-codes',
  'set-code-status',
  'ship',
  'receive',
  'sell',
] as const;
type Known = (typeof known)[number];
const isKnown = (type: string): type is Known => (known as readonly string[]).includes(type);

/** Word for what an operation does; an unknown one as it is. */
export const operationName = (type: string): string =>
  isKnown(type) ? text(`operations.type.${type}`) : type;
