import type { EntityManager } from 'typeorm';

/** What every document row begins with. */
export interface DraftHead {
  readonly id: string;
  readonly enterprise: string;
  readonly number: string;
  readonly account: string;
}

/** Columns of a draft by name, as PostgreSQL takes them (JSON as text). Names come from code, never from a request. */
export type DraftColumns = ReadonlyMap<string, unknown>;

/** Tables of documents that are drafts first. */
export type DraftTable = 'app.purchase' | 'app.batch';

/** Stores a new draft. */
export const insertDraft = async (
  manager: EntityManager,
  table: DraftTable,
  head: DraftHead,
  columns: DraftColumns,
): Promise<void> => {
  const names = [...columns.keys()];
  const places = names.map((_, at) => `$${at + 5}`).join(', ');
  await manager.query(
    `INSERT INTO ${table} (id, enterprise, number, account, ${names.join(', ')}) VALUES ($1, $2, $3, $4, ${places})`,
    [head.id, head.enterprise, head.number, head.account, ...columns.values()],
  );
};

/** Writes a draft anew with its history; the row is locked by the caller. */
export const updateDraft = async (
  manager: EntityManager,
  table: DraftTable,
  id: string,
  columns: DraftColumns,
  history: readonly unknown[],
): Promise<void> => {
  const sets = [...columns.keys()].map((name, at) => `${name} = $${at + 3}`).join(', ');
  await manager.query(
    `UPDATE ${table} SET command = NULL, lot = NULL, version = version + 1, history = $2, ${sets} WHERE id = $1`,
    [id, JSON.stringify(history), ...columns.values()],
  );
};
