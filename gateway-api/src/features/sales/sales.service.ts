import { Injectable } from '@nestjs/common';
import { formatEventTime, localDate } from '@baytrace/domain/dates';
import { parseDocumentNumber } from '@baytrace/domain/identifiers';
import { countCodes, type DocumentRef, type Goods } from '@baytrace/domain/ledger';
import { formatDecimal } from '@baytrace/domain/quantities';
import { LedgerIdentities } from '../../ledger/identity/ledger-identities.js';
import { Commands, type CommandWork, type DocumentKey } from '../../ledger/outbox/commands.js';
import { draftSeal, type Seal } from '../../ledger/outbox/seal.js';
import { type Account, demandPermission, enterpriseOf } from '../../platform/access/account.js';
import { AuditTrail } from '../../platform/audit/audit-trail.js';
import { Transactions } from '../../platform/database/transactions.js';
import { type Page, toPage } from '../../platform/http/paging.js';
import { randomId } from '../../platform/random-id.js';
import { DocumentNumbers } from '../documents/document-numbers.service.js';
import { LotReader, lotMembers, type LotFacts } from '../goods/goods.service.js';
import { SaleGoods } from './sale-goods.js';
import { documentType, findSale, listSales, saleKey, type SaleRow } from './sales.rows.js';
import type { NewSale, Sale, SaleQuery } from './sales.schema.js';

interface SaleHead {
  readonly id: string;
  readonly number: string;
  readonly documentNumber: string | null;
  readonly date: string;
}

const viewOf = (row: SaleRow, lots: ReadonlyMap<string, LotFacts>, ledger: Seal): Sale => ({
  id: row.id,
  number: row.number,
  documentNumber: row.document_number,
  date: row.date,
  customer: 'consumer',
  lines: row.lines.flatMap(({ lot, quantity, codes }) => {
    const facts = lots.get(lot);
    if (facts === undefined) return [];
    return [{ ...lotMembers(facts), quantity: formatDecimal(BigInt(quantity), facts.scale), codes }];
  }),
  ledger,
});

const documentsOf = ({ number, documentNumber, date }: SaleHead): DocumentRef[] => [
  { type: 'sales-slip', number, date },
  ...(documentNumber === null ? [] : [{ type: 'till-receipt', number: documentNumber, date }]),
];

/** Sales to consumers (R-4.3.2, S-61): committed at once, without a draft. */
@Injectable()
export class Sales {
  constructor(
    private readonly transactions: Transactions,
    private readonly commands: Commands,
    private readonly identities: LedgerIdentities,
    private readonly goods: SaleGoods,
    private readonly lots: LotReader,
    private readonly numbers: DocumentNumbers,
    private readonly audit: AuditTrail,
  ) {}

  /** Own sales, newest first; a regulator sees those of the jurisdiction. */
  async list(account: Account, query: SaleQuery): Promise<Page<Sale>> {
    demandPermission(account, 'sale:read');
    const rows = await listSales(this.transactions.reader, account.enterprise ?? null, query);
    const page = toPage(rows, query.limit, (row) => row, saleKey);
    return { next: page.next, items: await this.#views(page.items) };
  }

  /** @throws DomainError `BT-NOT-FOUND` also for a sale of somebody else */
  async get(account: Account, id: string): Promise<Sale> {
    demandPermission(account, 'sale:read');
    const [view] = await this.#views([
      await findSale(this.transactions.reader, account.enterprise ?? null, id),
    ]);
    if (view === undefined) throw new Error('no view of a sale');
    return view;
  }

  /** @throws DomainError of {@link SaleGoods.of}, and the ledger's refusals */
  sell(account: Account, sale: NewSale, idempotencyKey: string): Promise<DocumentKey> {
    demandPermission(account, 'sale:write');
    const enterprise = enterpriseOf(account);
    return this.commands.run(
      { account: account.id, idempotencyKey, request: { route: 'sale.create', ...sale } },
      async () => this.#plan(account.id, enterprise, sale, await this.goods.of(enterprise, sale)),
    );
  }

  async #plan(
    account: string,
    enterprise: string,
    sale: NewSale,
    goods: readonly Goods[],
  ): Promise<CommandWork> {
    const now = Date.now();
    const head: SaleHead = {
      id: randomId(),
      number: await this.transactions.run((manager) => this.numbers.next(manager, enterprise, documentType)),
      documentNumber: sale.documentNumber === undefined ? null : parseDocumentNumber(sale.documentNumber),
      date: sale.date ?? localDate(now),
    };
    const document = { type: documentType, id: head.id };
    const command = {
      type: 'sell' as const,
      id: randomId(),
      eventTime: formatEventTime(now),
      goods: [...goods],
      documents: documentsOf(head),
    };
    this.audit.note({ objectType: documentType, objectId: head.id });
    return {
      document,
      commands: [
        {
          command,
          actor: { kind: 'enterprise', id: enterprise },
          identity: (await this.identities.enterprise(enterprise)).id,
          document,
          account,
        },
      ],
      write: async (manager) => {
        const lines = goods.map(({ lot, quantity, codes }) => ({
          lot,
          quantity,
          codes: countCodes(codes ?? []),
        }));
        await manager.query(
          `INSERT INTO app.sale (id, enterprise, number, document_number, date, lines, command, account)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
          [
            ...[head.id, enterprise, head.number, head.documentNumber, head.date],
            ...[JSON.stringify(lines), command.id, account],
          ],
        );
      },
    };
  }

  async #views(rows: readonly SaleRow[]): Promise<readonly Sale[]> {
    const lots = await this.lots.of(rows.flatMap(({ lines }) => lines.map(({ lot }) => lot)));
    const seals = await this.commands.seals(
      documentType,
      rows.map(({ id }) => id),
    );
    return rows.map((row) => viewOf(row, lots, seals.get(row.id) ?? draftSeal));
  }
}
