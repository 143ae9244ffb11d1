import { isExpired, localDateOf } from '../../dates/index.js';
import { DomainError } from '../../errors/index.js';
import { intersectionOf } from '../../ranges/index.js';
import { jurisdictions } from '../jurisdiction.js';
import { codeStatusPageSize, type Codes } from '../values/codes.js';
import type { World } from './world.js';

/**
 * Refuses goods of a lot that its producer or any regulator stopped.
 *
 * @throws DomainError `BT-LOT-STOPPED` with who stopped it.
 */
export const refuseStoppedLot = (world: World, lot: string): void => {
  const { status } = world.lotStatus(lot);
  if (status !== 'released') throw new DomainError('BT-LOT-STOPPED', { lot, status, by: 'producer' });
  for (const jurisdiction of jurisdictions) {
    const { hold } = world.lotHold(lot, jurisdiction);
    if (hold !== 'none') throw new DomainError('BT-LOT-STOPPED', { lot, status: hold, by: jurisdiction });
  }
};

/**
 * Refuses goods past their validity at the event's own date; the last day counts as valid (S-19, S-20).
 *
 * @throws DomainError `BT-LOT-EXPIRED`
 */
export const refuseExpiredLot = (world: World, lot: string, eventTime: string): void => {
  const { expiryDate } = world.lot(lot);
  if (isExpired(expiryDate, localDateOf(eventTime)))
    throw new DomainError('BT-LOT-EXPIRED', { lot, expiryDate });
};

/**
 * Refuses disabled codes by name (R-4.2.6c).
 *
 * @throws DomainError `BT-CODE-DISABLED` with block and index of the first.
 */
export const refuseDisabledCodes = (world: World, codes: Codes): void => {
  for (const { locator, ranges } of codes) {
    for (const [from, upto] of ranges) {
      for (
        let start = from;
        start < upto;
        start = (Math.floor(start / codeStatusPageSize) + 1) * codeStatusPageSize
      ) {
        const [hit] = intersectionOf(world.codeStatus(locator, start).disabled, [[from, upto]]);
        if (hit !== undefined) throw new DomainError('BT-CODE-DISABLED', { locator, index: hit[0] });
      }
    }
  }
};
