import { DomainError } from '../../errors/index.js';
import type { Codes } from '../values/codes.js';
import type { Exit, GoodsParcel, Parcel } from '../values/parcel.js';
import { countCodes, disjointCodes, unionCodes } from './code-sets.js';

/** What one command did: parcels in, parcels out, exits, goods made and codes issued. */
export interface Effect {
  readonly consumed: readonly Parcel[];
  readonly created: readonly Parcel[];
  readonly exits: readonly Exit[];
  /** Lot id to quantity newly created by `purchase`, `produce` or a surplus. */
  readonly made: ReadonlyMap<string, bigint>;
  /** Codes newly issued by `issue-codes`. */
  readonly issued: Codes;
}

/** Lot quantity that one code of a block stands for. */
export type UnitsPerCode = (locator: string) => bigint;

const isGoods = (parcel: Parcel): parcel is GoodsParcel => parcel.kind === 'goods';

const fail = (law: string, subject: string): never => {
  throw new DomainError('BT-CONSERVATION', { law, subject });
};

const add = (sums: Map<string, bigint>, key: string, amount: bigint): void => {
  sums.set(key, (sums.get(key) ?? 0n) + amount);
};

const quantitiesBalance = (effect: Effect): void => {
  const sums = new Map<string, bigint>();
  for (const parcel of effect.consumed.filter(isGoods)) add(sums, parcel.lot, BigInt(parcel.quantity));
  for (const [lot, quantity] of effect.made) add(sums, lot, quantity);
  for (const parcel of effect.created.filter(isGoods)) add(sums, parcel.lot, -BigInt(parcel.quantity));
  for (const exit of effect.exits) if (exit.lot !== undefined) add(sums, exit.lot, -BigInt(exit.quantity));
  for (const [lot, rest] of sums) if (rest !== 0n) fail('quantity', lot);
};

const joinDisjoint = (sets: readonly Codes[]): Codes =>
  sets.reduce<Codes>((all, codes) => {
    if (!disjointCodes(all, codes)) fail('code-once', codes[0]?.locator ?? '');
    return unionCodes(all, codes);
  }, []);

const codesBalance = (effect: Effect): void => {
  const before = joinDisjoint([...effect.consumed.map((p) => p.codes), effect.issued]);
  const after = joinDisjoint([...effect.created.map((p) => p.codes), ...effect.exits.map((e) => e.codes)]);
  if (JSON.stringify(before) !== JSON.stringify(after)) fail('code-partition', before[0]?.locator ?? '');
};

/** Lot quantity that the codes of a set stand for. */
export const unitsOf = (codes: Codes, unitsPerCode: UnitsPerCode): bigint =>
  codes.reduce((sum, entry) => sum + BigInt(countCodes([entry])) * unitsPerCode(entry.locator), 0n);

const shapeHolds = (parcel: GoodsParcel, unitsPerCode: UnitsPerCode): void => {
  const slack = BigInt(parcel.slack ?? '0');
  if ((parcel.anchor === undefined) !== (parcel.slack === undefined)) fail('anchor-shape', parcel.id);
  if (parcel.missingFrom !== undefined && parcel.codes.length > 0) fail('missing-part-shape', parcel.id);
  if (parcel.codes.length === 0 && parcel.anchor === undefined) return;
  if (unitsOf(parcel.codes, unitsPerCode) !== BigInt(parcel.quantity) + slack)
    fail('codes-fit-units', parcel.id);
};

const slackBalances = (effect: Effect): void => {
  const open = new Map<string, bigint>();
  const count = (parcel: GoodsParcel, sign: bigint): void => {
    if (parcel.anchor !== undefined) add(open, parcel.anchor, sign * BigInt(parcel.slack ?? '0'));
    if (parcel.missingFrom !== undefined) add(open, parcel.missingFrom, -sign * BigInt(parcel.quantity));
  };
  for (const parcel of effect.created.filter(isGoods)) count(parcel, 1n);
  for (const parcel of effect.consumed.filter(isGoods)) count(parcel, -1n);
  for (const [anchor, rest] of open) if (rest !== 0n) fail('slack', anchor);
};

/**
 * The conservation law (charter §4), run on every movement: per lot the quantity, and per block the identity of
 * every code, are exactly partitioned by parcels and exits; a coded parcel has as many codes as its units need;
 * per anchor the slack equals the units of its missing parts.
 *
 * @throws DomainError `BT-CONSERVATION` with the law broken and its subject.
 */
export const checkConservation = (effect: Effect, unitsPerCode: UnitsPerCode): void => {
  quantitiesBalance(effect);
  codesBalance(effect);
  for (const parcel of effect.created.filter(isGoods)) shapeHolds(parcel, unitsPerCode);
  slackBalances(effect);
};
