import { DomainError } from '../../errors/index.js';
import { containsAll, differenceOf, intersectionOf, unionOf, type RangeSet } from '../../ranges/index.js';
import type { CommandOf } from '../commands/index.js';
import { keys } from '../keys.js';
import { codeStatusPageSize, type CodeBlock, type Codes } from '../values/codes.js';
import type { DrawnParcel, Parcel, PoolParcel } from '../values/parcel.js';
import { countCodes, firstCode, intersectCodes, splitCodesByLimit, subtractCodes } from './code-sets.js';
import type { CommandContext } from './command-context.js';
import { unitsOf } from './conservation.js';
import { refuseDisabledCodes, refuseStoppedLot } from './stops.js';
import { createGoods, ownStock, takeGoods } from './take-goods.js';

/** @throws DomainError `BT-BLOCK-EXISTS` when the random locator is taken (plan anew) */
export const issueCodes = (context: CommandContext, command: CommandOf<'issue-codes'>): void => {
  const { id: enterprise } = context.enterprise();
  const { block } = command;
  if (context.world.findBlock(block.locator) !== undefined) {
    throw new DomainError('BT-BLOCK-EXISTS', { locator: block.locator });
  }
  context.world.product(enterprise, block.product);
  context.world.put(keys.codeBlock(block.locator), { v: 1, enterprise, ...block });
  const codes: Codes = [{ locator: block.locator, ranges: [[0, block.count]] }];
  context.issued = codes;
  context.create({ kind: 'pool', holder: enterprise, codes });
};

const ownBlock = (context: CommandContext, locator: string): CodeBlock => {
  const block = context.world.block(locator);
  if (block.enterprise !== context.actor.id) throw new DomainError('BT-BLOCK-UNKNOWN', { locator });
  return block;
};

const goneOr = (
  context: CommandContext,
  code: 'BT-CODE-NOT-IN-POOL' | 'BT-CODE-NOT-DRAWN',
  missing: Codes,
): never => {
  const first = firstCode(missing);
  if (context.world.someParcelGone())
    throw new DomainError('BT-PARCEL-GONE', { locator: first?.locator ?? '' });
  throw new DomainError(code, {
    locator: first?.locator ?? '',
    index: first?.index ?? 0,
    count: countCodes(missing),
  });
};

/** Parcels for what is left, none where nothing is left. */
const splitRest = (rest: Codes): readonly Codes[] => (rest.length === 0 ? [] : splitCodesByLimit(rest));

const isPool = (parcel: Parcel): parcel is PoolParcel => parcel.kind === 'pool';
const isDrawn = (parcel: Parcel): parcel is DrawnParcel => parcel.kind === 'drawn';

/** A range leaves the pool once (charter §5). @throws DomainError `BT-CODE-NOT-IN-POOL`, `BT-PARCEL-GONE` */
export const drawCodes = (context: CommandContext, command: CommandOf<'draw-codes'>): void => {
  const { enterprise: holder } = ownBlock(context, command.locator);
  const wanted: Codes = [{ locator: command.locator, ranges: command.ranges }];
  let missing = wanted;
  for (const pool of context.world.parcels().filter(isPool)) {
    const hit = intersectCodes(pool.codes, missing);
    if (pool.holder !== holder || hit.length === 0) continue;
    context.consume(pool);
    const rest = subtractCodes(pool.codes, hit);
    for (const codes of splitRest(rest)) context.create({ kind: 'pool', holder, codes });
    missing = subtractCodes(missing, hit);
  }
  if (missing.length > 0) goneOr(context, 'BT-CODE-NOT-IN-POOL', missing);
  context.create({ kind: 'drawn', holder, codes: wanted, purpose: command.purpose });
};

const takeDrawn = (context: CommandContext, holder: string, wanted: Codes): void => {
  let missing = wanted;
  for (const drawn of context.world.parcels().filter(isDrawn)) {
    const hit = intersectCodes(drawn.codes, missing);
    if (drawn.holder !== holder || hit.length === 0) continue;
    context.consume(drawn);
    const rest = subtractCodes(drawn.codes, hit);
    for (const codes of splitRest(rest))
      context.create({ kind: 'drawn', holder, codes, purpose: drawn.purpose });
    missing = subtractCodes(missing, hit);
  }
  if (missing.length > 0) goneOr(context, 'BT-CODE-NOT-DRAWN', missing);
};

/**
 * Drawn codes meet goods of a lot of the same product.
 *
 * @throws DomainError `BT-CODE-NOT-DRAWN`, `BT-CODE-OTHER-PRODUCT`, `BT-GOODS-SHORT`, `BT-LOT-STOPPED`, `BT-CODE-DISABLED`
 */
export const assignCodes = (context: CommandContext, command: CommandOf<'assign-codes'>): void => {
  const { id: holder } = context.enterprise();
  const lot = context.world.lot(command.lot);
  for (const { locator } of command.codes) {
    const block = ownBlock(context, locator);
    if (lot.kind === 'raw' || lot.product !== block.product) {
      throw new DomainError('BT-CODE-OTHER-PRODUCT', { locator, lot: lot.id });
    }
  }
  refuseStoppedLot(context.world, lot.id);
  refuseDisabledCodes(context.world, command.codes);
  takeDrawn(context, holder, command.codes);
  const quantity = unitsOf(command.codes, context.unitsPerCode);
  takeGoods(context, { lot: lot.id, quantity: String(quantity) }, ownStock(holder));
  createGoods(context, { quantity, codes: command.codes }, { kind: 'goods', holder, lot: lot.id });
};

/** @throws DomainError `BT-CODE-NOT-DRAWN` */
export const voidCodes = (context: CommandContext, command: CommandOf<'void-codes'>): void => {
  const { id: holder } = context.enterprise();
  takeDrawn(context, holder, command.codes);
  context.exit({ type: 'voided', holder, quantity: '0', codes: command.codes, reason: command.reason });
};

const checkIndexes = (block: CodeBlock, ranges: RangeSet): void => {
  if (!containsAll([[0, block.count]], ranges)) {
    throw new DomainError('BT-CODE-UNKNOWN', { locator: block.locator, count: block.count });
  }
};

/** Disables or enables codes of an own block, page by page (R-4.2.6c,d). @throws DomainError `BT-BLOCK-UNKNOWN`, `BT-CODE-UNKNOWN` */
export const setCodeStatus = (context: CommandContext, command: CommandOf<'set-code-status'>): void => {
  const block = ownBlock(context, command.locator);
  checkIndexes(block, command.ranges);
  const { jurisdiction } = context.enterprise();
  for (let start = 0; start < block.count; start += codeStatusPageSize) {
    const part = intersectionOf(command.ranges, [[start, start + codeStatusPageSize]]);
    if (part.length === 0) continue;
    const status = context.world.codeStatus(block.locator, start);
    const disabled =
      command.status === 'disabled' ? unionOf(status.disabled, part) : differenceOf(status.disabled, part);
    context.world.put(keys.codeStatus(block.locator, status.page), { ...status, disabled }, jurisdiction);
  }
};
