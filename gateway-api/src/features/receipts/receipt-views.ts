import { Injectable } from '@nestjs/common';
import { formatDecimal } from '@baytrace/domain/quantities';
import { Commands } from '../../ledger/outbox/commands.js';
import { draftSeal, type Seal } from '../../ledger/outbox/seal.js';
import { Shipments, type ShipmentHead, type ShipmentLot } from '../deliveries/shipments.service.js';
import {
  LotReader,
  lotMembers,
  PrintedCodes,
  stationOf,
  Stations,
  type LotFacts,
  type Station,
} from '../goods/goods.service.js';
import { expectedOf } from './receipt-lines.js';
import { documentType, type KeptLine, type ReceiptRow } from './receipts.rows.js';
import type { Receipt } from './receipts.schema.js';

interface Facts {
  readonly figures: ReadonlyMap<string, readonly ShipmentLot[]>;
  readonly heads: ReadonlyMap<string, ShipmentHead>;
  readonly lots: ReadonlyMap<string, LotFacts>;
  readonly suppliers: ReadonlyMap<string, Station>;
  readonly seals: ReadonlyMap<string, Seal>;
}

/** Turns rows into what the API shows: product, supplier, batch and dates come from the shipment (R-4.3.1b). */
@Injectable()
export class ReceiptViews {
  constructor(
    private readonly commands: Commands,
    private readonly shipments: Shipments,
    private readonly lots: LotReader,
    private readonly stations: Stations,
    private readonly printed: PrintedCodes,
  ) {}

  async of(row: ReceiptRow): Promise<Receipt> {
    return this.#view(row, await this.#facts([row]));
  }

  async ofAll(rows: readonly ReceiptRow[]): Promise<readonly Receipt[]> {
    const facts = await this.#facts(rows);
    return Promise.all(rows.map((row) => this.#view(row, facts)));
  }

  async #facts(rows: readonly ReceiptRow[]): Promise<Facts> {
    const shipments = rows.map(({ shipment }) => shipment);
    const heads = await this.shipments.heads(shipments);
    return {
      heads,
      figures: await this.shipments.of(shipments),
      lots: await this.lots.of(rows.flatMap(({ lines }) => lines.map(({ lot }) => lot))),
      suppliers: await this.stations.of([...heads.values()].map(({ sender }) => sender)),
      seals: await this.commands.seals(
        documentType,
        rows.map(({ id }) => id),
      ),
    };
  }

  async #view(row: ReceiptRow, facts: Facts): Promise<Receipt> {
    const head = facts.heads.get(row.shipment);
    const supplier = facts.suppliers.get(head?.sender ?? '');
    if (head === undefined || supplier === undefined)
      throw new Error(`receipt ${row.id}: no shipment in the index`);
    const figures = facts.figures.get(row.shipment) ?? [];
    return {
      id: row.id,
      number: row.number,
      shipment: row.shipment,
      supplier: stationOf(supplier),
      scannedCode: row.scanned_code,
      lines: await Promise.all(row.lines.map((line) => this.#line(row, line, figures, facts.lots))),
      state: row.state,
      document: head.document,
      history: row.history,
      ledger: facts.seals.get(row.id) ?? draftSeal,
      version: row.version,
    };
  }

  async #line(
    row: ReceiptRow,
    line: KeptLine,
    figures: readonly ShipmentLot[],
    lots: ReadonlyMap<string, LotFacts>,
  ): Promise<Receipt['lines'][number]> {
    const lot = lots.get(line.lot);
    if (lot === undefined) throw new Error(`receipt ${row.id}: no lot ${line.lot} in the index`);
    const kept = row.state === 'draft' ? undefined : line.expected;
    const expected = kept === undefined ? expectedOf(figures.find((f) => f.lot === line.lot)) : BigInt(kept);
    return {
      ...lotMembers(lot),
      expected: formatDecimal(expected, lot.scale),
      quantity: formatDecimal(BigInt(line.quantity), lot.scale),
      codes: [...(await this.printed.of(line.codes))],
    };
  }
}
