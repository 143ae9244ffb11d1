import type { CodeHistory } from '../../api/contract.js';
import { sameCodeKey } from '../../ui/scan/split-scans.js';

/** One pack in the basket: its code and what is known of it. */
export interface BasketItem {
  readonly code: string;
  readonly history: CodeHistory;
}

/** The basket grouped by batch, for showing: how many packs of each. */
export const groupByLot = (
  items: readonly BasketItem[],
): { readonly history: CodeHistory; readonly count: number }[] => {
  const groups = new Map<string, { history: CodeHistory; count: number }>();
  for (const { history } of items) {
    const key = history.lot?.id ?? '';
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { history, count: 1 });
    else group.count++;
  }
  return [...groups.values()];
};

/** True when the basket has this code already. */
export const isInBasket = (items: readonly BasketItem[], code: string): boolean =>
  items.some((item) => sameCodeKey(item.code) === sameCodeKey(code));
