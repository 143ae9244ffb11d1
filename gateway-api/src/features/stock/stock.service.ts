import { Injectable } from '@nestjs/common';
import { formatEventTime, isExpired, localDate } from '@baytrace/domain/dates';
import { DomainError } from '@baytrace/domain/errors';
import { formatDecimal } from '@baytrace/domain/quantities';
import { type Account, demandPermission } from '../../platform/access/account.js';
import { Transactions } from '../../platform/database/transactions.js';
import { InvalidInput } from '../../platform/http/invalid-input.js';
import { type Page, toPage } from '../../platform/http/paging.js';
import {
  committedSeal,
  LotReader,
  stationOf,
  Stations,
  type LotFacts,
  type Station,
} from '../goods/goods.service.js';
import { listMovements, movementKey, type MovementRow } from './movements.rows.js';
import { listStock, stockKey, type HolderScope, type LotStock } from './stock.rows.js';
import type { MovementQuery, StockMovement, StockQuery, StockRow } from './stock.schema.js';

type StationsById = ReadonlyMap<string, Station>;

/** The gravest word on a lot: recalled before held before released. */
const statusOf = (row: LotStock): StockRow['status'] => {
  const words = [row.status, row.hold_gd, row.hold_hk, row.hold_mo];
  if (words.includes('recalled')) return 'recalled';
  return words.includes('held') ? 'held' : 'released';
};

const stationWith = (id: string, stations: StationsById): StockRow['holder'] => {
  const station = stations.get(id);
  if (station === undefined) throw new Error(`no enterprise ${id} in the index`);
  return stationOf(station);
};

const stockRow = (row: LotStock, stations: StationsById): StockRow => {
  const text = (steps: string | bigint): string => formatDecimal(BigInt(steps), row.scale);
  return {
    lot: row.lot,
    holder: stationWith(row.holder, stations),
    kind: row.kind,
    product: row.product,
    names: row.names,
    lotNumber: row.number,
    productionDate: row.production_date,
    expiryDate: row.expiry_date,
    expired: isExpired(row.expiry_date, localDate(Date.now())),
    unit: row.unit,
    held: text(BigInt(row.coded) + BigInt(row.uncoded)),
    coded: text(row.coded),
    uncoded: text(row.uncoded),
    slack: text(row.slack),
    inTransitIn: text(row.transit_in),
    inTransitOut: text(row.transit_out),
    status: statusOf(row),
    holds: { producer: row.status, GD: row.hold_gd, HK: row.hold_hk, MO: row.hold_mo },
  };
};

const movement = (row: MovementRow, lot: LotFacts, stations: StationsById): StockMovement => {
  const delta = BigInt(row.delta);
  return {
    time: formatEventTime(row.event_time.getTime()),
    direction: delta > 0n ? 'in' : 'out',
    type: row.type,
    quantity: formatDecimal(delta > 0n ? delta : -delta, lot.scale),
    balance: formatDecimal(BigInt(row.balance), lot.scale),
    document: row.document,
    counterparty: row.counterparty === null ? null : stationWith(row.counterparty, stations),
    ledger: committedSeal(row),
  };
};

/** @throws DomainError `BT-NOT-FOUND` where an enterprise asks for another one */
const scopeOf = (account: Account, asked: string | undefined): HolderScope => {
  if (account.enterprise === undefined)
    return { enterprise: asked ?? null, jurisdiction: account.jurisdiction };
  if (asked !== undefined && asked !== account.enterprise)
    throw new DomainError('BT-NOT-FOUND', { enterprise: asked });
  return { enterprise: account.enterprise, jurisdiction: null };
};

/** Present stock and its movements (R-4.3.3a, R-4.3.3b, R-4.4c, R-4.4d), from the ledger's parcels. */
@Injectable()
export class Stock {
  constructor(
    private readonly transactions: Transactions,
    private readonly lots: LotReader,
    private readonly stations: Stations,
  ) {}

  /** Own stock by lot, what expires first on top; a regulator sees that of the jurisdiction's enterprises. */
  async list(account: Account, query: StockQuery): Promise<Page<StockRow>> {
    demandPermission(account, 'stock:read');
    const scope = scopeOf(account, query.enterprise);
    const rows = await listStock(this.transactions.reader, scope, query);
    const stations = await this.stations.of(rows.map(({ holder }) => holder));
    return toPage(rows, query.limit, (row) => stockRow(row, stations), stockKey);
  }

  /**
   * Movements of a lot in and out of one enterprise's stock, newest first.
   *
   * @throws DomainError `BT-NOT-FOUND` for a lot or an enterprise that is not there, `BT-INPUT-INVALID` when a
   *   regulator names no enterprise
   */
  async movements(account: Account, lot: string, query: MovementQuery): Promise<Page<StockMovement>> {
    demandPermission(account, 'stock:read');
    const holder = await this.#holder(account, query.enterprise);
    const facts = (await this.lots.of([lot])).get(lot);
    if (facts === undefined) throw new DomainError('BT-NOT-FOUND', { lot });
    const rows = await listMovements(this.transactions.reader, lot, holder, query);
    const stations = await this.stations.of(rows.flatMap(({ counterparty }) => counterparty ?? []));
    return toPage(rows, query.limit, (row) => movement(row, facts, stations), movementKey);
  }

  async #holder(account: Account, asked: string | undefined): Promise<string> {
    const { enterprise, jurisdiction } = scopeOf(account, asked);
    if (enterprise === null) throw InvalidInput.at('query.enterprise', 'name an enterprise');
    if (jurisdiction === null) return enterprise;
    const station = (await this.stations.of([enterprise])).get(enterprise);
    if (station?.jurisdiction !== jurisdiction) throw new DomainError('BT-NOT-FOUND', { enterprise });
    return enterprise;
  }
}
