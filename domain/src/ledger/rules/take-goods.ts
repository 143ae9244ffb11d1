import { DomainError } from '../../errors/index.js';
import type { Goods } from '../commands/index.js';
import type { Codes } from '../values/codes.js';
import type { GoodsParcel, Parcel } from '../values/parcel.js';
import {
  countCodes,
  firstCode,
  intersectCodes,
  splitCodesByLimit,
  subtractCodes,
  unionCodes,
} from './code-sets.js';
import type { CommandContext } from './command-context.js';
import { unitsOf } from './conservation.js';

/** Goods taken out of parcels; the rest went back as change. */
export interface Taken {
  readonly quantity: bigint;
  readonly codes: Codes;
}

/** Which parcels a movement may take from. */
export type Eligible = (parcel: GoodsParcel) => boolean;

/** Parcels of goods in the actor's own stock: not on the way, not a missing part. */
export const ownStock =
  (holder: string): Eligible =>
  (parcel) =>
    parcel.holder === holder && parcel.transit === undefined && parcel.missingFrom === undefined;

export const isGoods = (parcel: Parcel): parcel is GoodsParcel => parcel.kind === 'goods';

/** A parcel without its number, to be created again with changes. */
export const bodyOf = (parcel: GoodsParcel): Omit<GoodsParcel, 'id' | 'v'> => {
  const { id: _id, v: _v, ...body } = parcel;
  return body;
};

const refuseMissing = (context: CommandContext, goods: Goods, missing: Codes): never => {
  if (context.world.someParcelGone()) throw new DomainError('BT-PARCEL-GONE', { lot: goods.lot });
  const code = firstCode(missing);
  throw new DomainError('BT-CODE-NOT-HELD', {
    lot: goods.lot,
    locator: code?.locator ?? '',
    index: code?.index ?? 0,
    count: countCodes(missing),
  });
};

/** Creates parcels for taken goods, split where one parcel would hold too many ranges. */
export const createGoods = (
  context: CommandContext,
  taken: Taken,
  body: Omit<GoodsParcel, 'id' | 'v' | 'quantity' | 'codes'>,
): void => {
  if (taken.codes.length === 0) {
    context.create({ ...body, quantity: String(taken.quantity), codes: [] });
    return;
  }
  for (const codes of splitCodesByLimit(unionCodes(taken.codes, []))) {
    context.create({ ...body, quantity: String(unitsOf(codes, context.unitsPerCode)), codes });
  }
};

/** Puts back what is left of a parcel after `codes` and `units` were taken. */
export const putBack = (context: CommandContext, parcel: GoodsParcel, codes: Codes, units: bigint): void => {
  const quantity = BigInt(parcel.quantity) - units;
  const rest = subtractCodes(parcel.codes, codes);
  if (quantity < 0n) throw new DomainError('BT-SLACK-SPLIT', { lot: parcel.lot });
  if (quantity === 0n && rest.length === 0) return;
  const { quantity: _quantity, codes: _codes, ...body } = bodyOf(parcel);
  if (parcel.anchor !== undefined) context.create({ ...body, quantity: String(quantity), codes: rest });
  else createGoods(context, { quantity, codes: rest }, body);
};

const takeCoded = (context: CommandContext, goods: Goods, wanted: Codes, eligible: Eligible): Taken => {
  let missing = wanted;
  let quantity = 0n;
  for (const parcel of context.world.parcels().filter(isGoods)) {
    if (parcel.lot !== goods.lot || !eligible(parcel)) continue;
    const hit = intersectCodes(parcel.codes, missing);
    if (hit.length === 0) continue;
    const units = unitsOf(hit, context.unitsPerCode);
    context.consume(parcel);
    putBack(context, parcel, hit, units);
    missing = subtractCodes(missing, hit);
    quantity += units;
  }
  if (missing.length > 0) refuseMissing(context, goods, missing);
  if (quantity !== BigInt(goods.quantity)) {
    throw new DomainError('BT-CODE-COUNT', {
      lot: goods.lot,
      quantity: goods.quantity,
      codes: String(quantity),
    });
  }
  return { quantity, codes: wanted };
};

const takeUncoded = (context: CommandContext, goods: Goods, eligible: Eligible): Taken => {
  const wanted = BigInt(goods.quantity);
  let open = wanted;
  for (const parcel of context.world.parcels().filter(isGoods)) {
    if (open === 0n) break;
    if (
      parcel.lot !== goods.lot ||
      parcel.codes.length > 0 ||
      parcel.anchor !== undefined ||
      !eligible(parcel)
    )
      continue;
    const units = BigInt(parcel.quantity) < open ? BigInt(parcel.quantity) : open;
    context.consume(parcel);
    putBack(context, parcel, [], units);
    open -= units;
  }
  if (open > 0n) {
    if (context.world.someParcelGone()) throw new DomainError('BT-PARCEL-GONE', { lot: goods.lot });
    throw new DomainError('BT-GOODS-SHORT', { lot: goods.lot, wanted: goods.quantity, short: String(open) });
  }
  return { quantity: wanted, codes: [] };
};

/**
 * Takes goods from eligible parcels in canonical order: with codes exactly these codes, without codes a quantity of
 * goods that bear none. What leaves an anchor names its codes.
 *
 * @throws DomainError `BT-CODE-NOT-HELD`, `BT-CODE-COUNT`, `BT-GOODS-SHORT`, `BT-SLACK-SPLIT`, or `BT-PARCEL-GONE`
 *   when a parcel the batch listed is gone (plan anew).
 */
export const takeGoods = (context: CommandContext, goods: Goods, eligible: Eligible): Taken =>
  goods.codes === undefined || goods.codes.length === 0
    ? takeUncoded(context, goods, eligible)
    : takeCoded(context, goods, goods.codes, eligible);
