import { DomainError } from '../../errors/index.js';
import type { Goods } from '../commands/index.js';
import type { Codes } from '../values/codes.js';
import type { GoodsParcel } from '../values/parcel.js';
import { intersectCodes, subtractCodes, unionCodes } from './code-sets.js';
import type { CommandContext } from './command-context.js';
import { unitsOf } from './conservation.js';
import { bodyOf, createGoods, isGoods, ownStock, putBack, takeGoods, type Eligible } from './take-goods.js';

/** One line of a receipt. */
export interface Arrival {
  readonly goods: Goods;
  readonly receiver: string;
  readonly shipment: string;
}

const ofShipment =
  ({ receiver, shipment }: Arrival): Eligible =>
  (parcel) =>
    parcel.transit?.to === receiver && parcel.transit.shipment === shipment;

const min = (a: bigint, b: bigint): bigint => (a < b ? a : b);

const lotParcels = (context: CommandContext, lot: string, eligible: Eligible): readonly GoodsParcel[] =>
  context.world.parcels().filter((p): p is GoodsParcel => isGoods(p) && p.lot === lot && eligible(p));

const short = (context: CommandContext, goods: Goods, missing: bigint): never => {
  if (context.world.someParcelGone()) throw new DomainError('BT-PARCEL-GONE', { lot: goods.lot });
  throw new DomainError('BT-GOODS-SHORT', { lot: goods.lot, wanted: goods.quantity, short: String(missing) });
};

const receiveUncoded = (context: CommandContext, arrival: Arrival, wanted: bigint): bigint => {
  const { goods, receiver } = arrival;
  const open = lotParcels(context, goods.lot, ofShipment(arrival)).filter(
    (p) => p.codes.length === 0 && p.missingFrom === undefined,
  );
  const units = min(
    wanted,
    open.reduce((sum, p) => sum + BigInt(p.quantity), 0n),
  );
  if (units === 0n) return 0n;
  const plain = { lot: goods.lot, quantity: String(units) };
  const taken = takeGoods(context, plain, (p) => ofShipment(arrival)(p) && p.missingFrom === undefined);
  createGoods(context, taken, { kind: 'goods', holder: receiver, lot: goods.lot });
  return units;
};

/** All codes come in; where fewer units came, the parcel is an anchor and the rest stays on the way without codes. */
const receiveCodedByCount = (context: CommandContext, arrival: Arrival, wanted: bigint): void => {
  const { goods, receiver } = arrival;
  const coded = lotParcels(context, goods.lot, ofShipment(arrival)).filter((p) => p.codes.length > 0);
  const [first] = coded;
  const codes = coded.reduce<Codes>((all, p) => unionCodes(all, p.codes), []);
  const units = unitsOf(codes, context.unitsPerCode);
  if (first?.transit === undefined || wanted > units) {
    short(context, goods, wanted - units);
    return;
  }
  for (const parcel of coded) context.consume(parcel);
  const body = { kind: 'goods', holder: receiver, lot: goods.lot } as const;
  if (wanted === units) return createGoods(context, { quantity: units, codes }, body);
  const anchor = context.numbering.next();
  const slack = String(units - wanted);
  context.create({ ...body, quantity: String(wanted), codes, anchor, slack }, anchor);
  const { holder, transit } = first;
  context.create({
    kind: 'goods',
    holder,
    transit,
    lot: goods.lot,
    quantity: slack,
    codes: [],
    missingFrom: anchor,
  });
};

/** An item that was missing turns up: its units leave the missing part, its code leaves the anchor. */
const receiveMissing = (context: CommandContext, arrival: Arrival, codes: Codes): void => {
  const { goods, receiver } = arrival;
  let open = codes;
  for (const part of lotParcels(context, goods.lot, ofShipment(arrival)).filter(
    (p) => p.missingFrom !== undefined,
  )) {
    for (const anchor of lotParcels(context, goods.lot, ownStock(receiver))) {
      const hit = anchor.anchor === part.missingFrom ? intersectCodes(anchor.codes, open) : [];
      if (hit.length === 0) continue;
      const units = unitsOf(hit, context.unitsPerCode);
      context.consume(part);
      context.consume(anchor);
      if (units > BigInt(part.quantity)) return short(context, goods, units - BigInt(part.quantity));
      putBack(context, part, [], units);
      const rest = subtractCodes(anchor.codes, hit);
      const slack = BigInt(anchor.slack ?? '0') - units;
      const { anchor: _a, slack: _s, ...plain } = bodyOf(anchor);
      if (slack > 0n) context.create({ ...bodyOf(anchor), codes: rest, slack: String(slack) });
      else if (rest.length > 0) context.create({ ...plain, codes: rest });
      createGoods(
        context,
        { quantity: units, codes: hit },
        { kind: 'goods', holder: receiver, lot: goods.lot },
      );
      open = subtractCodes(open, hit);
      break;
    }
  }
  if (open.length > 0) short(context, goods, unitsOf(open, context.unitsPerCode));
};

const receiveByCodes = (context: CommandContext, arrival: Arrival, codes: Codes): void => {
  const { goods, receiver } = arrival;
  if (unitsOf(codes, context.unitsPerCode) !== BigInt(goods.quantity)) {
    throw new DomainError('BT-CODE-COUNT', { lot: goods.lot, quantity: goods.quantity });
  }
  const onTheWay = lotParcels(context, goods.lot, ofShipment(arrival)).reduce<Codes>(
    (all, p) => unionCodes(all, p.codes),
    [],
  );
  const named = intersectCodes(codes, onTheWay);
  const late = subtractCodes(codes, named);
  if (named.length > 0) {
    const quantity = String(unitsOf(named, context.unitsPerCode));
    const taken = takeGoods(context, { ...goods, quantity, codes: named }, ofShipment(arrival));
    createGoods(context, taken, { kind: 'goods', holder: receiver, lot: goods.lot });
  }
  if (late.length > 0) receiveMissing(context, arrival, late);
};

/**
 * Receives one line of a shipment. With codes: exactly these, an item once missing included. Without codes: goods
 * without codes first, then all codes of the rest, short by count where fewer units came (anchor and slack, §4).
 *
 * @throws DomainError `BT-GOODS-SHORT` when more is received than is on the way (S-9), `BT-CODE-COUNT`,
 *   `BT-CODE-NOT-HELD`, `BT-PARCEL-GONE`
 */
export const receiveGoods = (context: CommandContext, arrival: Arrival): void => {
  const { goods } = arrival;
  if (goods.codes !== undefined && goods.codes.length > 0)
    return receiveByCodes(context, arrival, goods.codes);
  const wanted = BigInt(goods.quantity);
  const rest = wanted - receiveUncoded(context, arrival, wanted);
  if (rest > 0n) receiveCodedByCount(context, arrival, rest);
};
