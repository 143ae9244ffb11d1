import type { Jurisdiction, Whereabouts, WhereaboutsLot, WhereaboutsState } from '../../api/contract.js';
import { differenceOf, percentOf, sumDecimals } from '../../ui/format/quantity.js';

/** States in the order they are told; together they make up what was created. */
export const states = [
  'stock',
  'in-transit',
  'sold',
  'used',
  'loss',
  'lost',
  'disposed',
  'sampled',
  'missing',
] as const;

/** One state with its share of the whole in percent (one decimal). */
export interface Share {
  readonly state: WhereaboutsState;
  readonly quantity: string;
  readonly percent: number;
}

/** What is told in one sentence: the raw material, or the products of one unit. */
export interface Account {
  readonly kind: 'raw' | 'product';
  readonly unit: string;
  readonly created: string;
  readonly shares: readonly Share[];
  readonly sum: string;
  /** Created less the sum of all states: `0` when it adds up (R-4.2.4d). */
  readonly rest: string;
  readonly holders: number;
}

const totalOf = (lots: readonly WhereaboutsLot[], state: WhereaboutsState): string =>
  sumDecimals(lots.map(({ totals }) => totals[state] ?? '0'));

const accountOf = (lots: readonly WhereaboutsLot[], whereabouts: Pick<Whereabouts, 'lines'>): Account => {
  const ids = new Set(lots.map(({ lot }) => lot));
  const created = sumDecimals(lots.map((lot) => lot.created));
  const shares = states
    .map((state) => ({
      state,
      quantity: totalOf(lots, state),
      percent: percentOf(totalOf(lots, state), created),
    }))
    .filter(({ quantity }) => quantity !== '0');
  const sum = sumDecimals(shares.map(({ quantity }) => quantity));
  const holders = new Set(
    whereabouts.lines.flatMap(({ lot, state, holder }) =>
      ids.has(lot) && state === 'stock' && holder !== null ? [holder.enterprise] : [],
    ),
  );
  const kind = lots[0]?.kind === 'raw' ? 'raw' : 'product';
  return {
    kind,
    unit: lots[0]?.unit ?? '',
    created,
    shares,
    sum,
    rest: differenceOf(created, sum),
    holders: holders.size,
  };
};

/** Products first, unit by unit (unlike units are never added, S-39), then the raw material. */
export const accountsOf = (whereabouts: Pick<Whereabouts, 'lots' | 'lines'>): Account[] => {
  const groups = new Map<string, WhereaboutsLot[]>();
  for (const lot of whereabouts.lots) {
    const key = `${lot.kind === 'raw' ? '1' : '0'}${lot.unit}`;
    groups.set(key, [...(groups.get(key) ?? []), lot]);
  }
  return [...groups.entries()]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([, lots]) => accountOf(lots, whereabouts));
};

/** What one jurisdiction has, by state and unit. */
export interface PlaceTile {
  readonly jurisdiction: Jurisdiction;
  readonly parts: readonly {
    readonly state: WhereaboutsState;
    readonly unit: string;
    readonly quantity: string;
  }[];
}

/** A tile per jurisdiction with goods, in the order of the lines. */
export const tilesOf = (whereabouts: Pick<Whereabouts, 'lines'>): PlaceTile[] => {
  const places = new Map<
    Jurisdiction,
    Map<string, { state: WhereaboutsState; unit: string; quantity: string }>
  >();
  for (const { holder, state, quantity, unit } of whereabouts.lines) {
    if (holder === null) continue;
    const place =
      places.get(holder.jurisdiction) ??
      new Map<string, { state: WhereaboutsState; unit: string; quantity: string }>();
    const key = `${state} ${unit}`;
    place.set(key, { state, unit, quantity: sumDecimals([place.get(key)?.quantity ?? '0', quantity]) });
    places.set(holder.jurisdiction, place);
  }
  return [...places].map(([jurisdiction, parts]) => ({ jurisdiction, parts: [...parts.values()] }));
};
