import type { Actor } from './batch.js';
import type { Jurisdiction } from './jurisdiction.js';

/** A world-state key as Fabric composite key: object type and attributes. */
export interface LedgerKey {
  readonly type: string;
  readonly attributes: readonly string[];
}

const key = (type: string, ...attributes: readonly string[]): LedgerKey => ({ type, attributes });

const split = (id: string): readonly string[] => id.split('.');

/** Keys of the nouns of charter §4. */
export const keys = {
  enterprise: (id: string): LedgerKey => key('enterprise', id),
  gatewayKey: (jurisdiction: Jurisdiction): LedgerKey => key('gateway-key', jurisdiction),
  product: (enterprise: string, id: string): LedgerKey => key('product', enterprise, id),
  lot: (lot: string): LedgerKey => key('lot', ...split(lot)),
  lotStatus: (lot: string): LedgerKey => key('lot-status', ...split(lot)),
  lotHold: (lot: string, jurisdiction: Jurisdiction): LedgerKey =>
    key('lot-hold', ...split(lot), jurisdiction),
  parcel: (parcel: string): LedgerKey => key('parcel', ...split(parcel)),
  codeBlock: (locator: string): LedgerKey => key('code-block', locator),
  codeStatus: (locator: string, page: number): LedgerKey => key('code-status', locator, String(page)),
  movement: (actor: Actor, batch: string): LedgerKey => key('movement', actor.id, batch),
  directoryCard: (enterprise: string): LedgerKey => key('directory-card', enterprise),
  blockKey: (locator: string): LedgerKey => key('block-key', locator),
  /** By actor too: whoever names another's command id must not write over its details. */
  tradeDetails: (actor: string, command: string): LedgerKey => key('trade-details', actor, command),
} as const;

/** A key in one line, unique; for maps and logs. */
export const keyText = ({ type, attributes }: LedgerKey): string => [type, ...attributes].join('\u0000');

/** Names of the explicit private collections of the three jurisdictions. */
export const collections = { directory: 'directory', blockKeys: 'block-keys' } as const;
