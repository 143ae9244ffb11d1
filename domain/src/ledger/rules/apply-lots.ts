import { DomainError } from '../../errors/index.js';
import { canonicalJson } from '../canonical-json.js';
import type { CommandOf } from '../commands/index.js';
import { jurisdictions } from '../jurisdiction.js';
import { keys } from '../keys.js';
import { lotIdOf } from '../lot-id.js';
import type { LotFile } from '../values/document.js';
import type { Lot, NewLot } from '../values/lot.js';
import type { CommandContext } from './command-context.js';
import { refuseStoppedLot } from './stops.js';
import { createGoods, ownStock, takeGoods } from './take-goods.js';

interface Creation {
  readonly quantity: bigint;
  readonly declared: boolean;
  readonly files: readonly LotFile[];
}

const checkProduct = (context: CommandContext, enterprise: string, lot: NewLot): void => {
  if (lot.kind === 'raw') return;
  const product = context.world.product(enterprise, lot.product);
  if (product.unit !== lot.unit || product.scale !== lot.scale) {
    throw new DomainError('BT-QUANTITY-INVALID', { unit: lot.unit, expected: product.unit });
  }
};

const createLot = (context: CommandContext, lot: NewLot, creation: Creation): string => {
  const { id: enterprise, jurisdiction } = context.enterprise();
  const id = lotIdOf(enterprise, lot);
  const { quantity, declared, files } = creation;
  checkProduct(context, enterprise, lot);
  const value: Lot = { ...lot, v: 1, id, enterprise, declared, created: String(quantity), files: [...files] };
  context.world.put(keys.lot(id), value, jurisdiction);
  context.world.put(keys.lotStatus(id), { v: 1, lot: id, status: 'released' }, jurisdiction);
  for (const j of jurisdictions) {
    context.world.put(keys.lotHold(id, j), { v: 1, lot: id, jurisdiction: j, hold: 'none' }, j);
  }
  return id;
};

const factsOf = (lot: Lot): NewLot => {
  const { v: _v, id: _id, enterprise: _e, declared: _d, created: _c, files: _f, ...facts } = lot;
  return facts;
};

/** A further delivery of a lot that is on the ledger with exactly the same data. */
const addToLot = (context: CommandContext, known: Lot, lot: NewLot, quantity: bigint): string => {
  if (!known.declared || canonicalJson(factsOf(known)) !== canonicalJson(lot)) {
    throw new DomainError('BT-LOT-EXISTS', { lot: known.id });
  }
  const changed: Lot = { ...known, created: String(BigInt(known.created) + quantity) };
  context.world.put(keys.lot(known.id), changed, context.enterprise().jurisdiction);
  return known.id;
};

/** @throws DomainError `BT-LOT-EXISTS` when the lot is known with other data */
export const purchase = (context: CommandContext, command: CommandOf<'purchase'>): void => {
  const { id: holder } = context.enterprise();
  const quantity = BigInt(command.quantity);
  const known = context.world.findLot(lotIdOf(holder, command.lot));
  const lot =
    known === undefined
      ? createLot(context, command.lot, { quantity, declared: true, files: [] })
      : addToLot(context, known, command.lot, quantity);
  context.make(lot, quantity);
  createGoods(context, { quantity, codes: [] }, { kind: 'goods', holder, lot });
};

/** @throws DomainError `BT-LOT-STOPPED`, `BT-GOODS-SHORT`, `BT-LOT-EXISTS`, `BT-QUANTITY-INVALID` */
export const produce = (context: CommandContext, command: CommandOf<'produce'>): void => {
  const { id: holder } = context.enterprise();
  const uses = [
    ...command.inputs.map((goods) => ({ goods, type: 'used' as const })),
    ...command.losses.map((goods) => ({ goods, type: 'loss' as const })),
  ];
  for (const { goods, type } of uses) {
    refuseStoppedLot(context.world, goods.lot);
    const taken = takeGoods(context, goods, ownStock(holder));
    context.exit({ type, holder, lot: goods.lot, quantity: String(taken.quantity), codes: [] });
  }
  for (const { lot, quantity, files } of command.outputs) {
    const id = lotIdOf(holder, lot);
    if (context.world.findLot(id) !== undefined) throw new DomainError('BT-LOT-EXISTS', { lot: id });
    createLot(context, lot, { quantity: BigInt(quantity), declared: false, files });
    context.make(id, BigInt(quantity));
    createGoods(context, { quantity: BigInt(quantity), codes: [] }, { kind: 'goods', holder, lot: id });
  }
};

const ownLot = (context: CommandContext, id: string): Lot => {
  const lot = context.world.lot(id);
  if (lot.enterprise !== context.actor.id) throw new DomainError('BT-LOT-UNKNOWN', { lot: id });
  return lot;
};

/** @throws DomainError `BT-ALREADY-EXISTS` when the lot has this file */
export const attachFile = (context: CommandContext, command: CommandOf<'attach-file'>): void => {
  const lot = ownLot(context, command.lot);
  if (lot.files.some((file) => file.sha256 === command.file.sha256)) {
    throw new DomainError('BT-ALREADY-EXISTS', { sha256: command.file.sha256 });
  }
  if (lot.files.length >= 100) throw new DomainError('BT-LIMIT', { limit: 'files of a lot', most: 100 });
  const changed: Lot = { ...lot, files: [...lot.files, command.file] };
  context.world.put(keys.lot(lot.id), changed, context.enterprise().jurisdiction);
};

/** @throws DomainError `BT-LOT-UNKNOWN` for a lot of somebody else */
export const setLotStatus = (context: CommandContext, command: CommandOf<'set-lot-status'>): void => {
  const { id } = ownLot(context, command.lot);
  const { status, reason } = command;
  context.world.put(keys.lotStatus(id), { v: 1, lot: id, status, reason }, context.enterprise().jurisdiction);
};

/** A regulator's word counts for its own jurisdiction. @throws DomainError `BT-LOT-UNKNOWN`, `BT-ROLE-WRONG` */
export const holdLot = (context: CommandContext, command: CommandOf<'hold-lot'>): void => {
  if (context.actor.kind !== 'authority') throw new DomainError('BT-ROLE-WRONG', { actor: context.actor.id });
  const { id: jurisdiction } = context.actor;
  const { id } = context.world.lot(command.lot);
  context.world.put(
    keys.lotHold(id, jurisdiction),
    { v: 1, lot: id, jurisdiction, hold: command.hold },
    jurisdiction,
  );
};
