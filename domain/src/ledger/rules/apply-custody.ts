import { DomainError } from '../../errors/index.js';
import type { CommandOf, Goods } from '../commands/index.js';
import type { Exit } from '../values/parcel.js';
import type { CommandContext } from './command-context.js';
import { receiveGoods } from './receive-goods.js';
import { refuseDisabledCodes, refuseExpiredLot, refuseStoppedLot } from './stops.js';
import { createGoods, ownStock, takeGoods } from './take-goods.js';

const refuseStopped = (context: CommandContext, goods: Goods, eventTime: string): void => {
  refuseStoppedLot(context.world, goods.lot);
  refuseExpiredLot(context.world, goods.lot, eventTime);
  refuseDisabledCodes(context.world, goods.codes ?? []);
};

/**
 * Goods start towards another enterprise; custody stays with the sender until receipt.
 *
 * @throws DomainError of `takeGoods`, `BT-LOT-STOPPED`, `BT-LOT-EXPIRED`, `BT-CODE-DISABLED`, `BT-RECEIVER-WRONG`,
 *   `BT-ENTERPRISE-SUSPENDED`
 */
export const ship = (context: CommandContext, command: CommandOf<'ship'>): void => {
  const { id: holder } = context.enterprise();
  const receiver = context.world.enterprise(command.to);
  if (receiver.id === holder) throw new DomainError('BT-RECEIVER-WRONG', { to: receiver.id });
  if (receiver.status !== 'active')
    throw new DomainError('BT-ENTERPRISE-SUSPENDED', { enterprise: receiver.id });
  const transit = { to: receiver.id, shipment: command.id };
  for (const goods of command.goods) {
    refuseStopped(context, goods, command.eventTime);
    const taken = takeGoods(context, goods, ownStock(holder));
    createGoods(context, taken, { kind: 'goods', holder, lot: goods.lot, transit });
  }
};

/** Goods of a shipment arrive. @throws DomainError of `receiveGoods`, `BT-CODE-DISABLED` */
export const receive = (context: CommandContext, command: CommandOf<'receive'>): void => {
  const { id: receiver } = context.enterprise();
  for (const goods of command.goods) {
    refuseDisabledCodes(context.world, goods.codes ?? []);
    receiveGoods(context, { goods, receiver, shipment: command.shipment });
  }
};

/** Custody ends outside the platform (S-61). @throws DomainError as `ship` */
export const sell = (context: CommandContext, command: CommandOf<'sell'>): void => {
  const { id: holder } = context.enterprise();
  for (const goods of command.goods) {
    refuseStopped(context, goods, command.eventTime);
    const taken = takeGoods(context, goods, ownStock(holder));
    context.exit({
      type: 'sold',
      holder,
      lot: goods.lot,
      quantity: String(taken.quantity),
      codes: taken.codes,
    });
  }
};

const exitTypes = { sample: 'sampled', dispose: 'disposed', lose: 'lost' } as const satisfies Record<
  string,
  Exit['type']
>;

/** Goods leave stock for a reason of S-10; stopped goods may. @throws DomainError of `takeGoods` */
export const remove = (context: CommandContext, command: CommandOf<'sample' | 'dispose' | 'lose'>): void => {
  const { id: holder } = context.enterprise();
  for (const goods of command.goods) {
    const taken = takeGoods(context, goods, ownStock(holder));
    context.exit({
      type: exitTypes[command.type],
      holder,
      lot: goods.lot,
      quantity: String(taken.quantity),
      codes: taken.codes,
      reason: command.reason,
    });
  }
};
