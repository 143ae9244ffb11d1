import type { Jurisdiction, Whereabouts, WhereaboutsLine, WhereaboutsState, WhereaboutsTotals } from '../../api/contract.js';
import { differenceOf, percentOf, sumDecimals } from '../../ui/format/quantity.js';

/** Parts that together make up what was created, in the order they are told. */
export const parts = ['held', 'inTransit', 'sold', 'used', 'lost', 'disposed', 'sampled', 'missing'] as const;

export type Part = (typeof parts)[number];

/** One part with its share of the whole in percent (one decimal). */
export interface Share {
  readonly part: Part;
  readonly quantity: string;
  readonly percent: number;
}

/** The parts that are not zero. */
export const sharesOf = (totals: WhereaboutsTotals): Share[] =>
  parts
    .map((part) => ({ part, quantity: totals[part], percent: percentOf(totals[part], totals.created) }))
    .filter(({ quantity }) => quantity !== '0');

/** Sum of all parts, and what is left to the created quantity (`0` when it adds up, R-4.2.4d). */
export const addUp = (totals: WhereaboutsTotals): { readonly sum: string; readonly rest: string } => {
  const sum = sumDecimals(parts.map((part) => totals[part]));
  return { sum, rest: differenceOf(totals.created, sum) };
};

/** Holders who have some in stock. */
export const holderCount = (lines: readonly WhereaboutsLine[]): number =>
  new Set(lines.flatMap(({ state, holder }) => (state === 'stock' && holder !== null ? [holder.enterprise] : []))).size;

/** What one jurisdiction has, by state. */
export interface PlaceTile {
  readonly jurisdiction: Jurisdiction;
  readonly unit: string;
  readonly byState: readonly (readonly [WhereaboutsState, string])[];
}

/** A tile per jurisdiction with goods, in the order of the lines. */
export const tilesOf = (whereabouts: Pick<Whereabouts, 'lines'>): PlaceTile[] => {
  const places = new Map<Jurisdiction, { unit: string; states: Map<WhereaboutsState, string> }>();
  for (const { holder, state, quantity, unit } of whereabouts.lines) {
    if (holder === null) continue;
    const place = places.get(holder.jurisdiction) ?? { unit, states: new Map<WhereaboutsState, string>() };
    place.states.set(state, sumDecimals([place.states.get(state) ?? '0', quantity]));
    places.set(holder.jurisdiction, place);
  }
  return [...places].map(([jurisdiction, { unit, states }]) => ({ jurisdiction, unit, byState: [...states] }));
};
