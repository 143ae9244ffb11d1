import { Injectable } from '@nestjs/common';
import { DomainError } from '@baytrace/domain';
import { z } from 'zod';
import { type Account, demandPermission, enterpriseOf } from '../../platform/access/account.js';
import { AuditTrail } from '../../platform/audit/audit-trail.js';
import { likePattern } from '../../platform/database/like-pattern.js';
import { Transactions } from '../../platform/database/transactions.js';
import { keyOf, type Page, toPage } from '../../platform/http/paging.js';
import { randomId } from '../../platform/random-id.js';
import type { Material, MaterialFields, MaterialQuery } from './materials.schema.js';

const cursorSchema = z.tuple([z.string()]);
const columns = 'id, names, unit, scale, version';

/** Raw materials of an enterprise: data of the home database only. */
@Injectable()
export class Materials {
  constructor(
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
  ) {}

  /** Own materials; a regulator sees those of the jurisdiction. */
  async list(account: Account, query: MaterialQuery): Promise<Page<Material>> {
    demandPermission(account, 'product:read');
    const rows = await this.transactions.reader.query<Material[]>(
      `SELECT ${columns} FROM app.material
       WHERE ($1::text IS NULL OR enterprise = $1) AND ($2::text IS NULL OR id > $2)
         AND ($3::text IS NULL OR EXISTS (SELECT 1 FROM jsonb_each_text(names) n WHERE n.value ILIKE $3))
       ORDER BY id LIMIT $4`,
      [
        account.enterprise ?? null,
        keyOf(query.cursor, cursorSchema)?.[0] ?? null,
        likePattern(query.q),
        query.limit + 1,
      ],
    );
    return toPage(
      rows,
      query.limit,
      (row) => row,
      (row) => [row.id],
    );
  }

  /** Records a material of the account's enterprise. */
  async create(account: Account, fields: MaterialFields): Promise<Material> {
    demandPermission(account, 'product:write');
    const material = { id: randomId(), ...fields, version: 1 };
    await this.transactions.run((manager) =>
      manager.query(
        `INSERT INTO app.material (id, enterprise, names, unit, scale, created_by) VALUES ($1, $2, $3, $4, $5, $6)`,
        [
          material.id,
          enterpriseOf(account),
          JSON.stringify(fields.names),
          fields.unit,
          fields.scale,
          account.id,
        ],
      ),
    );
    this.audit.note({ objectType: 'material', objectId: material.id });
    return material;
  }

  /** A material of this enterprise. @throws DomainError BT-NOT-FOUND, also for another enterprise's. */
  async of(enterprise: string, id: string): Promise<Material> {
    const [row] = await this.transactions.reader.query<Material[]>(
      `SELECT ${columns} FROM app.material WHERE enterprise = $1 AND id = $2`,
      [enterprise, id],
    );
    if (row === undefined) throw new DomainError('BT-NOT-FOUND', { type: 'material' });
    return row;
  }
}
