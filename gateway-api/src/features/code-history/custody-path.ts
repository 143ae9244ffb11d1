import type { Command, DocumentRef, Jurisdiction } from '@baytrace/domain/ledger';
import type { EntityManager } from 'typeorm';
import type { CodeIndex } from '../code-keys/code-reader.service.js';
import type { PathStep, Station } from './code-history.schema.js';

interface WalkRow {
  readonly id: string;
  readonly kind: string;
  readonly lot: string | null;
  readonly holder: string;
  readonly transit_to: string | null;
  readonly created_by: string;
}

interface CommandRow {
  readonly id: string;
  readonly actor: string;
  readonly type: Command['type'];
  readonly body: Command;
  readonly event_time: Date;
  readonly block: string;
  readonly position: number;
  readonly n: number;
  readonly transaction: string;
  readonly endorsers: string[];
}

/**
 * Follows one code backward from the parcel it lies in (or last lay in) to its pool: newest first. Change that a command
 * made and used up itself is passed over.
 */
const walkBack = (manager: EntityManager, parcel: string, code: CodeIndex): Promise<WalkRow[]> =>
  manager.query<WalkRow[]>(
    `WITH RECURSIVE walk AS (
       SELECT 0 AS depth, id, kind, lot, holder, transit_to, created_by FROM ledger.parcel WHERE id = $1
       UNION ALL
       SELECT w.depth + 1, q.id, q.kind, q.lot, q.holder, q.transit_to, q.created_by
       FROM walk w JOIN ledger.parcel q ON q.spent_by = w.created_by AND q.created_by <> q.spent_by
       WHERE EXISTS (SELECT 1 FROM jsonb_array_elements(q.codes) e, jsonb_array_elements(e -> 'ranges') r
         WHERE e ->> 'locator' = $2 AND (r ->> 0)::int <= $3 AND (r ->> 1)::int > $3))
     SELECT * FROM walk ORDER BY depth`,
    [parcel, code.locator, code.index],
  );

/** The parcel out of which a code left through an exit. */
const parcelBeforeExit = async (
  manager: EntityManager,
  command: string,
  code: CodeIndex,
): Promise<string | undefined> => {
  const [row] = await manager.query<{ id: string }[]>(
    `SELECT q.id FROM ledger.parcel q WHERE q.spent_by = $1 AND EXISTS (
       SELECT 1 FROM jsonb_array_elements(q.codes) e, jsonb_array_elements(e -> 'ranges') r
       WHERE e ->> 'locator' = $2 AND (r ->> 0)::int <= $3 AND (r ->> 1)::int > $3)`,
    [command, code.locator, code.index],
  );
  return row?.id;
};

const commandsOf = async (
  manager: EntityManager,
  ids: readonly string[],
): Promise<ReadonlyMap<string, CommandRow>> => {
  const rows = await manager.query<CommandRow[]>(
    `SELECT c.id, c.actor, c.type, c.body, c.event_time, c.block, c.position, c.n, c.transaction, t.endorsers
     FROM ledger.command c JOIN ledger.transaction t ON t.id = c.transaction
     WHERE c.id = ANY($1) AND c.outcome = 'done'`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
};

const producedBy = async (manager: EntityManager, lot: string): Promise<string | undefined> => {
  const [row] = await manager.query<{ created_by: string }[]>(
    `SELECT p.created_by FROM ledger.parcel p JOIN ledger.command c ON c.id = p.created_by AND c.outcome = 'done'
     WHERE p.lot = $1 AND c.type IN ('produce', 'purchase') ORDER BY p.created_block, p.created_position, p.number LIMIT 1`,
    [lot],
  );
  return row?.created_by;
};

/** Change: the code stayed where it was while others left the parcel. */
const stayed = (before: WalkRow | undefined, after: WalkRow): boolean =>
  before !== undefined &&
  before.kind === after.kind &&
  before.holder === after.holder &&
  before.lot === after.lot &&
  before.transit_to === after.transit_to;

const stepNames: Partial<Record<Command['type'], PathStep['step']>> = {
  'issue-codes': 'issued',
  'draw-codes': 'drawn',
  purchase: 'produced',
  produce: 'produced',
  'assign-codes': 'assigned',
  ship: 'shipped',
  receive: 'received',
  sell: 'sold',
  sample: 'sampled',
  dispose: 'disposed',
  lose: 'lost',
  'void-codes': 'voided',
};

const documentsOf = (command: Command): readonly DocumentRef[] =>
  'documents' in command ? command.documents : [];

/** Names of enterprises from their directory cards. */
export const stationsOf = async (
  manager: EntityManager,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Station>> => {
  const rows = await manager.query<{ id: string; name: string | null; jurisdiction: Jurisdiction }[]>(
    `SELECT e.id, d.name, e.jurisdiction FROM ledger.enterprise e
     LEFT JOIN ledger.directory_card d ON d.enterprise = e.id WHERE e.id = ANY($1)`,
    [[...new Set(ids)]],
  );
  return new Map(
    rows.map(({ id, name, jurisdiction }) => [id, { enterprise: id, name: name ?? id, jurisdiction }]),
  );
};

const inLedgerOrder = (a: CommandRow, b: CommandRow): number =>
  Number(a.block) - Number(b.block) || a.position - b.position || a.n - b.n;

/** A place of a code from which its way is followed back. */
export interface PathEnd {
  readonly parcel: string | undefined;
  /** Command of the exit, where the code left circulation. */
  readonly exitCommand: string | undefined;
  readonly lot: string | null;
}

/** The way of one code from issuance to now: stations, times, documents, transactions; oldest first. */
export const custodyPath = async (
  manager: EntityManager,
  code: CodeIndex,
  end: PathEnd,
): Promise<readonly PathStep[]> => {
  const start = end.parcel ?? (await parcelBeforeExit(manager, end.exitCommand ?? '', code));
  const walk = start === undefined ? [] : await walkBack(manager, start, code);
  const moved = walk.filter((row, at) => !stayed(walk[at + 1], row)).map((row) => row.created_by);
  const produced = end.lot === null ? undefined : await producedBy(manager, end.lot);
  const ids = [
    ...moved,
    ...(produced === undefined ? [] : [produced]),
    ...(end.exitCommand === undefined ? [] : [end.exitCommand]),
  ];
  const commands = [...(await commandsOf(manager, ids)).values()].sort(inLedgerOrder);
  const receivers = commands.flatMap(({ body }) => (body.type === 'ship' ? [body.to] : []));
  const stations = await stationsOf(manager, [...commands.map(({ actor }) => actor), ...receivers]);
  return commands.flatMap((row) => {
    const step = stepNames[row.type];
    if (step === undefined) return [];
    return [
      {
        step,
        at: row.event_time.toISOString(),
        station: stations.get(row.actor) ?? null,
        to: row.body.type === 'ship' ? (stations.get(row.body.to) ?? null) : null,
        documents: documentsOf(row.body).map(({ type, number, date }) => ({ type, number, date })),
        transactionId: row.transaction,
        block: Number(row.block),
        endorsers: row.endorsers,
      },
    ];
  });
};
