import { DomainError } from '@baytrace/domain/errors';
import type { Batch, Jurisdiction, World } from '@baytrace/domain/ledger';

const touchedJurisdictions = (batch: Batch, world: World): ReadonlySet<Jurisdiction> => {
  const touched = new Set<Jurisdiction>();
  for (const parcel of world.parcels()) {
    const keeper =
      parcel.kind === 'goods' && parcel.transit !== undefined ? parcel.transit.to : parcel.holder;
    touched.add(world.enterprise(keeper).jurisdiction);
  }
  for (const command of batch.commands) {
    if (command.type === 'ship' && world.hasEnterprise(command.to))
      touched.add(world.enterprise(command.to).jurisdiction);
  }
  return touched;
};

/**
 * A batch has at most one counterpart jurisdiction, counting the guards of the parcels it opens and the receivers of
 * what it ships (charter §4, Batches).
 *
 * @throws DomainError `BT-COUNTERPART-WRONG`
 */
export const checkCounterpart = (batch: Batch, world: World, home: Jurisdiction): void => {
  for (const jurisdiction of touchedJurisdictions(batch, world)) {
    if (jurisdiction !== home && jurisdiction !== batch.counterpart) {
      throw new DomainError('BT-COUNTERPART-WRONG', { jurisdiction, counterpart: batch.counterpart ?? '' });
    }
  }
};
