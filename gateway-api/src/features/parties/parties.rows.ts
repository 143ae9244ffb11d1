import { DomainError } from '@baytrace/domain';
import type { EntityManager } from 'typeorm';
import { isUniqueViolation } from '../../platform/database/database-errors.js';
import { likePattern } from '../../platform/database/like-pattern.js';
import type { PartyQuery, PartyType } from './parties.schema.js';
import type { PartyColumns } from './party-columns.js';

interface CommonRow {
  readonly id: string;
  readonly enterprise: string;
  readonly types: PartyType[];
  readonly name: string;
  readonly address: string;
  readonly region: string | null;
  readonly state: 'active' | 'retired';
  readonly version: number;
  readonly platform_enterprise: string | null;
  readonly platform_name: string | null;
}

/** Row of an enterprise; `contact` is sealed. */
export interface EnterprisePartyRow extends CommonRow {
  readonly kind: 'enterprise';
  readonly credit_code: string;
  readonly legal_person: string;
  readonly contact_person: string;
  readonly contact: string;
}

/** Row of an individual; `identity_number` and `telephone` are sealed. */
export interface IndividualPartyRow extends CommonRow {
  readonly kind: 'individual';
  readonly identity_number: string;
  readonly identity_number_masked: string;
  readonly telephone: string;
  readonly telephone_masked: string;
}

/** Row of `app.party`, with the platform's enterprise of the same registration number (S-36). */
export type PartyRow = EnterprisePartyRow | IndividualPartyRow;

const select = `
  SELECT p.*, d.enterprise AS platform_enterprise, d.name AS platform_name
  FROM app.party p
  LEFT JOIN LATERAL (
    SELECT enterprise, name FROM ledger.directory_card
    WHERE registration_number = p.credit_code ORDER BY enterprise LIMIT 1) d ON true`;

/** Rows of a list by name; `scope` is the one enterprise that may be seen, `after` name and id of the last row shown. */
export const findParties = (
  manager: EntityManager,
  scope: string | undefined,
  query: PartyQuery,
  after: readonly [string, string] | undefined,
): Promise<PartyRow[]> =>
  manager.query<PartyRow[]>(
    `${select}
     WHERE ($1::text IS NULL OR p.enterprise = $1) AND ($2::text IS NULL OR p.enterprise = $2)
       AND ($3::text IS NULL OR $3 = ANY (p.types)) AND ($4::text IS NULL OR p.kind = $4)
       AND ($5::text IS NULL OR p.state = $5)
       AND ($6::text IS NULL OR p.name ILIKE $6 OR p.credit_code ILIKE $6)
       AND ($7::text IS NULL OR (p.name COLLATE "C", p.id) > ($7, $8))
     ORDER BY p.name COLLATE "C", p.id LIMIT $9`,
    [
      scope ?? null,
      query.enterprise ?? null,
      query.type ?? null,
      query.kind ?? null,
      query.state ?? null,
      likePattern(query.q),
      after?.[0] ?? null,
      after?.[1] ?? null,
      query.limit + 1,
    ],
  );

/**
 * One party inside a scope; `lock` keeps it until the transaction ends.
 * @throws DomainError BT-NOT-FOUND
 */
export const findParty = async (
  manager: EntityManager,
  scope: string | undefined,
  id: string,
  lock = false,
): Promise<PartyRow> => {
  const [row] = await manager.query<PartyRow[]>(
    `${select} WHERE p.id = $1 AND ($2::text IS NULL OR p.enterprise = $2) ${lock ? 'FOR UPDATE OF p' : ''}`,
    [id, scope ?? null],
  );
  if (row === undefined) throw new DomainError('BT-NOT-FOUND', { type: 'party' });
  return row;
};

const orExists = async (work: () => Promise<unknown>): Promise<void> => {
  try {
    await work();
  } catch (error) {
    if (!isUniqueViolation(error, 'party_credit_code')) throw error;
    throw new DomainError('BT-ALREADY-EXISTS', { field: 'creditCode' });
  }
};

/** @throws DomainError BT-ALREADY-EXISTS for an active party of the same registration number. */
export const insertParty = (manager: EntityManager, columns: PartyColumns): Promise<void> => {
  const names = Object.keys(columns);
  const places = names.map((_, at) => `$${at + 1}`);
  const sql = `INSERT INTO app.party (${names.join(', ')}) VALUES (${places.join(', ')})`;
  return orExists(() => manager.query(sql, Object.values(columns)));
};

/** Writes the columns and counts the version up. @throws DomainError BT-ALREADY-EXISTS like {@link insertParty} */
export const updateParty = (manager: EntityManager, id: string, columns: PartyColumns): Promise<void> => {
  const sets = Object.keys(columns).map((name, at) => `${name} = $${at + 2}`);
  const sql = `UPDATE app.party SET ${[...sets, 'version = version + 1'].join(', ')} WHERE id = $1`;
  return orExists(() => manager.query(sql, [id, ...Object.values(columns)]));
};
