import { DomainError } from '@baytrace/domain';
import type { RegistrationIdKind } from '@baytrace/domain/identifiers';
import type { EnterpriseRole } from '@baytrace/domain/ledger';
import type { EntityManager } from 'typeorm';
import { isUniqueViolation } from '../../platform/database/database-errors.js';
import { likePattern } from '../../platform/database/like-pattern.js';
import type { EnterpriseQuery, EnterpriseView } from './enterprises.schema.js';

/** Row of `app.enterprise` with the status the ledger gives; `personal` is sealed. */
export interface EnterpriseRow {
  readonly id: string;
  readonly name: string;
  readonly premises_type: EnterpriseView['premisesType'];
  readonly identifier_type: RegistrationIdKind;
  readonly region: string | null;
  readonly recall_contact: string;
  readonly roles: EnterpriseRole[];
  readonly personal: string;
  readonly version: number;
  readonly status: EnterpriseView['status'];
}

/** A row to be written. */
export interface NewEnterpriseRow extends Omit<EnterpriseRow, 'version' | 'status'> {
  readonly identifier_index: Buffer;
  readonly salt: Buffer;
  readonly created_by: string;
}

const select = `
  SELECT e.id, e.name, e.premises_type, e.identifier_type, e.region, e.recall_contact, e.roles, e.personal, e.version,
    coalesce(l.status, 'active') AS status
  FROM app.enterprise e LEFT JOIN ledger.enterprise l ON l.id = e.id`;

/** Rows of a list by name; `scope` is the one enterprise that may be seen, `after` name and id of the last row shown. */
export const findEnterprises = (
  manager: EntityManager,
  scope: string | undefined,
  query: EnterpriseQuery,
  after: readonly [string, string] | undefined,
): Promise<EnterpriseRow[]> =>
  manager.query<EnterpriseRow[]>(
    `${select}
     WHERE ($1::text IS NULL OR e.id = $1) AND ($2::text IS NULL OR e.name ILIKE $2)
       AND ($3::text IS NULL OR (e.name COLLATE "C", e.id) > ($3, $4))
     ORDER BY e.name COLLATE "C", e.id LIMIT $5`,
    [scope ?? null, likePattern(query.q), after?.[0] ?? null, after?.[1] ?? null, query.limit + 1],
  );

/** @throws DomainError BT-NOT-FOUND */
export const findEnterprise = async (manager: EntityManager, id: string): Promise<EnterpriseRow> => {
  const [row] = await manager.query<EnterpriseRow[]>(`${select} WHERE e.id = $1`, [id]);
  if (row === undefined) throw new DomainError('BT-NOT-FOUND', { type: 'enterprise' });
  return row;
};

/** @throws DomainError BT-ALREADY-EXISTS when the registration number is registered in this jurisdiction. */
export const demandNewIdentifier = async (manager: EntityManager, index: Buffer): Promise<void> => {
  const rows = await manager.query<unknown[]>('SELECT 1 FROM app.enterprise WHERE identifier_index = $1', [
    index,
  ]);
  if (rows.length > 0) throw new DomainError('BT-ALREADY-EXISTS', { field: 'registrationNumber' });
};

/** @throws DomainError BT-ALREADY-EXISTS like {@link demandNewIdentifier}, for two registrations at once. */
export const insertEnterprise = async (manager: EntityManager, row: NewEnterpriseRow): Promise<void> => {
  try {
    await manager.query(
      `INSERT INTO app.enterprise (id, name, premises_type, identifier_type, identifier_index, region, recall_contact,
         roles, personal, salt, created_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        row.id,
        row.name,
        row.premises_type,
        row.identifier_type,
        row.identifier_index,
        row.region,
        row.recall_contact,
        row.roles,
        row.personal,
        row.salt,
        row.created_by,
      ],
    );
  } catch (error) {
    if (!isUniqueViolation(error, 'enterprise_identifier')) throw error;
    throw new DomainError('BT-ALREADY-EXISTS', { field: 'registrationNumber' });
  }
};
