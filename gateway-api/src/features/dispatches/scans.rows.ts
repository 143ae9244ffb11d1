import type { Codes } from '@baytrace/domain/ledger';
import type { EntityManager } from 'typeorm';
import type { CodesByLot } from '../goods/goods.service.js';
import type { DispatchRow } from './dispatches.rows.js';

/** Codes scanned for a dispatch, by lot. */
export const scansOf = async (
  manager: EntityManager,
  dispatches: readonly string[],
): Promise<ReadonlyMap<string, CodesByLot>> => {
  const found = await manager.query<
    { dispatch: string; lot: string; locator: string; ranges: Codes[0]['ranges'] }[]
  >(
    'SELECT dispatch, lot, locator, ranges FROM app.dispatch_scan WHERE dispatch = ANY($1) ORDER BY dispatch, lot, locator COLLATE "C"',
    [dispatches],
  );
  const scans = new Map<string, Map<string, Codes>>();
  for (const { dispatch, lot, locator, ranges } of found) {
    const lots = scans.get(dispatch) ?? new Map<string, Codes>();
    lots.set(lot, [...(lots.get(lot) ?? []), { locator, ranges }]);
    scans.set(dispatch, lots);
  }
  return scans;
};

/** Replaces the scans of a dispatch; call under {@link lockDispatch}. */
export const writeScans = async (
  manager: EntityManager,
  row: DispatchRow,
  scans: CodesByLot,
): Promise<void> => {
  await manager.query('DELETE FROM app.dispatch_scan WHERE dispatch = $1', [row.id]);
  for (const [lot, codes] of scans) {
    for (const { locator, ranges } of codes) {
      await manager.query(
        'INSERT INTO app.dispatch_scan (dispatch, enterprise, lot, locator, ranges) VALUES ($1, $2, $3, $4, $5)',
        [row.id, row.enterprise, lot, locator, JSON.stringify(ranges)],
      );
    }
  }
  await manager.query('UPDATE app.dispatch SET revision = revision + 1 WHERE id = $1', [row.id]);
};

/** Scans of an enterprise's other drafts on these blocks, with the numbers of their documents. */
export const scansOfOtherDrafts = async (
  manager: EntityManager,
  row: DispatchRow,
  locators: readonly string[],
): Promise<readonly { readonly number: string; readonly codes: Codes }[]> => {
  const found = await manager.query<{ number: string; locator: string; ranges: Codes[0]['ranges'] }[]>(
    `SELECT d.number, s.locator, s.ranges FROM app.dispatch_scan s JOIN app.dispatch d ON d.id = s.dispatch
     LEFT JOIN app.outbox_command o ON o.id = d.command
     WHERE s.enterprise = $1 AND s.locator = ANY($2) AND d.id <> $3 AND (d.state = 'draft' OR o.state = 'refused')`,
    [row.enterprise, locators, row.id],
  );
  return found.map(({ number, locator, ranges }) => ({ number, codes: [{ locator, ranges }] }));
};
