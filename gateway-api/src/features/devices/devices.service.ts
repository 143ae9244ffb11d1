import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { DomainError } from '@baytrace/domain/errors';
import type { EntityManager } from 'typeorm';
import { type Account, enterpriseOf } from '../../platform/access/account.js';
import { AuditTrail } from '../../platform/audit/audit-trail.js';
import { Transactions } from '../../platform/database/transactions.js';
import { keyOf, type Page, type PageQuery, toPage } from '../../platform/http/paging.js';
import type { DeviceChanges, DeviceView } from './device.schema.js';
import { DeviceLink } from './device-link.service.js';
import { type DeviceRow, findDevice, listDevices } from './device.rows.js';

const cursorSchema = z.tuple([z.string()]);

/** Coders and lasers on the lines of this jurisdiction (R-4.2.7a,b); an enterprise sees its own and those still free. */
@Injectable()
export class Devices {
  constructor(
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
    private readonly link: DeviceLink,
  ) {}

  async list(account: Account, query: PageQuery): Promise<Page<DeviceView>> {
    const after = keyOf(query.cursor, cursorSchema)?.[0] ?? null;
    const rows = await listDevices(
      this.transactions.reader,
      account.enterprise ?? null,
      after,
      query.limit + 1,
    );
    return toPage(
      rows,
      query.limit,
      (row) => viewOf(row, this.link.isConnected),
      (row) => [row.id],
    );
  }

  /** Names a device and takes it into use; trusts a new bridge key. @throws DomainError `BT-NOT-FOUND`, `BT-VERSION-STALE`, `BT-STATE-WRONG` */
  async change(account: Account, id: string, changes: DeviceChanges): Promise<DeviceView> {
    const enterprise = enterpriseOf(account);
    const row = await this.usable(enterprise, id);
    const { acceptKey, name, line, version } = changes;
    if (acceptKey !== undefined && row.offered_key?.kid !== acceptKey) {
      throw new DomainError('BT-STATE-WRONG', { reason: 'key-not-offered', key: acceptKey });
    }
    const [changed] = await this.transactions.run((manager) =>
      manager.query<DeviceRow[]>(
        `WITH hit AS (UPDATE app.device SET enterprise = $2, name = coalesce($3, name), line = coalesce($4, line),
             key = CASE WHEN $5 THEN offered_key ELSE key END,
             offered_key = CASE WHEN $5 THEN NULL ELSE offered_key END, version = version + 1
           WHERE id = $1 AND version = $6 AND (enterprise IS NULL OR enterprise = $2) RETURNING *)
         SELECT * FROM hit`,
        [id, enterprise, name ?? null, line ?? null, acceptKey !== undefined, version],
      ),
    );
    if (changed === undefined) {
      throw new DomainError('BT-VERSION-STALE', { current: row.version, expected: version });
    }
    this.audit.note({
      objectType: 'device',
      objectId: id,
      ...(acceptKey === undefined ? {} : { detail: { acceptKey } }),
    });
    return viewOf(changed, this.link.isConnected);
  }

  /** A device that the enterprise may send jobs to. @throws DomainError `BT-NOT-FOUND` also for one of somebody else */
  async usable(enterprise: string, id: string): Promise<DeviceRow> {
    const row = await findDevice(this.transactions.reader, id);
    if (row === undefined || (row.enterprise !== null && row.enterprise !== enterprise)) {
      throw new DomainError('BT-NOT-FOUND', { type: 'device' });
    }
    return row;
  }

  /**
   * Takes a device into use with its first job, in the job's database transaction.
   * @throws DomainError `BT-NOT-FOUND` when somebody else was quicker
   */
  async takeIntoUse(manager: EntityManager, enterprise: string, id: string): Promise<void> {
    const rows = await manager.query<unknown[]>(
      `WITH hit AS (UPDATE app.device SET enterprise = $2 WHERE id = $1 AND (enterprise IS NULL OR enterprise = $2)
         RETURNING id) SELECT id FROM hit`,
      [id, enterprise],
    );
    if (rows.length === 0) throw new DomainError('BT-NOT-FOUND', { type: 'device' });
  }
}

/** Nothing is known of a device whose bridge, or whose broker, is out of reach. */
const conditionOf = (row: DeviceRow, isReachable: boolean): DeviceRow['condition'] =>
  isReachable && row.online ? row.condition : 'offline';

const viewOf = (row: DeviceRow, isReachable: boolean): DeviceView => {
  const condition = conditionOf(row, isReachable);
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    line: row.line,
    state: condition === 'idle' || condition === 'marking' ? 'online' : 'offline',
    condition,
    fault: row.fault,
    bufferDepth: row.capabilities?.bufferDepth ?? null,
    lastSeen: row.last_seen.toISOString(),
    own: row.enterprise !== null,
    key: row.key.kid,
    offeredKey: row.offered_key?.kid ?? null,
    version: row.version,
  };
};
