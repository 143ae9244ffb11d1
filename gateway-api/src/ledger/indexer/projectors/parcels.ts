import type { Codes, CommandRecord, Exit, Parcel } from '@baytrace/domain/ledger';
import type { EntityManager } from 'typeorm';
import type { Position } from './position.js';

const goodsColumns = (parcel: Parcel): readonly (string | null)[] =>
  parcel.kind === 'goods'
    ? [
        parcel.lot,
        parcel.transit?.to ?? null,
        parcel.transit?.shipment ?? null,
        parcel.quantity,
        parcel.anchor ?? null,
        parcel.slack ?? '0',
        parcel.missingFrom ?? null,
      ]
    : [null, null, null, '0', null, '0', null];

const insertParcel = async (position: Position, parcel: Parcel, command: string): Promise<void> => {
  const [lot, to, shipment, quantity, anchor, slack, missing] = goodsColumns(parcel);
  const purpose = parcel.kind === 'drawn' ? parcel.purpose : undefined;
  await position.manager.query(
    `INSERT INTO ledger.parcel (id, kind, lot, holder, transit_to, shipment, quantity, anchor, slack, missing_from, codes,
       purpose_type, purpose_id, created_by, created_block, created_position, number)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
    [
      parcel.id,
      parcel.kind,
      lot,
      parcel.holder,
      to,
      shipment,
      quantity,
      anchor,
      slack,
      missing,
      JSON.stringify(parcel.codes),
      purpose?.type ?? null,
      purpose?.id ?? null,
      command,
      position.block.toString(),
      position.transaction.position,
      Number(parcel.id.split('.')[2]),
    ],
  );
};

/** Places of codes: where each range of a block lies now, in an open parcel or in an exit. */
const placeCodes = async (
  manager: EntityManager,
  codes: Codes,
  place: { parcel?: string; exit?: string },
): Promise<void> => {
  const rows = codes.flatMap(({ locator, ranges }) =>
    ranges.map(([from, upto]) => ({ locator, from, upto })),
  );
  if (rows.length === 0) return;
  await manager.query(
    `INSERT INTO ledger.code_range (locator, "from", upto, parcel, exit)
     SELECT l, f, u, $4, $5 FROM unnest($1::text[], $2::int[], $3::int[]) AS r(l, f, u)`,
    [
      rows.map((r) => r.locator),
      rows.map((r) => r.from),
      rows.map((r) => r.upto),
      place.parcel ?? null,
      place.exit ?? null,
    ],
  );
};

const insertExit = async (manager: EntityManager, exit: Exit, command: string): Promise<void> => {
  await manager.query(
    `INSERT INTO ledger.exit (id, type, lot, holder, quantity, codes, reason, command) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      exit.id,
      exit.type,
      exit.lot ?? null,
      exit.holder,
      exit.quantity,
      JSON.stringify(exit.codes),
      exit.reason ?? null,
      command,
    ],
  );
  await placeCodes(manager, exit.codes, { exit: exit.id });
};

const insertLotInputs = async (manager: EntityManager, record: CommandRecord): Promise<void> => {
  const { command } = record;
  if (command.type !== 'produce') return;
  const inputs = new Set(command.inputs.map(({ lot }) => lot));
  const losses = new Set(command.losses.map(({ lot }) => lot));
  const lots = new Set(record.created.flatMap((parcel) => (parcel.kind === 'goods' ? [parcel.lot] : [])));
  for (const child of [...lots].filter((lot) => !inputs.has(lot) && !losses.has(lot))) {
    for (const { lot, quantity } of command.inputs) {
      await manager.query(
        `INSERT INTO ledger.lot_input (child, parent, quantity, command) VALUES ($1, $2, $3, $4)
         ON CONFLICT (child, parent, command) DO UPDATE SET quantity = ledger.lot_input.quantity + excluded.quantity`,
        [child, lot, quantity, command.id],
      );
    }
  }
};

const spend = async (manager: EntityManager, parcels: readonly string[], command: string): Promise<void> => {
  if (parcels.length === 0) return;
  await manager.query('UPDATE ledger.parcel SET spent_by = $2 WHERE id = ANY($1)', [parcels, command]);
  await manager.query('DELETE FROM ledger.code_range WHERE parcel = ANY($1)', [parcels]);
};

/** What one done command did to parcels, codes and exits; a command may use up change that it made itself. */
export const projectEffects = async (position: Position, record: CommandRecord): Promise<void> => {
  const { manager } = position;
  const id = record.command.id;
  for (const parcel of record.created) await insertParcel(position, parcel, id);
  await spend(manager, record.consumed, id);
  const stillOpen = record.created.filter((parcel) => !record.consumed.includes(parcel.id));
  for (const parcel of stillOpen) await placeCodes(manager, parcel.codes, { parcel: parcel.id });
  for (const exit of record.exits) await insertExit(manager, exit, id);
  await insertLotInputs(manager, record);
};
