import { Injectable } from '@nestjs/common';
import { formatEventTime } from '@baytrace/domain/dates';
import { z } from 'zod';
import { LedgerIdentities } from '../../ledger/identity/ledger-identities.js';
import { Commands, type CommandWork, type DocumentKey } from '../../ledger/outbox/commands.js';
import { draftSeal, type Seal } from '../../ledger/outbox/seal.js';
import { type Account, demandPermission, enterpriseOf } from '../../platform/access/account.js';
import { AuditTrail } from '../../platform/audit/audit-trail.js';
import { Transactions } from '../../platform/database/transactions.js';
import { keyOf, type Page, toPage } from '../../platform/http/paging.js';
import { randomId } from '../../platform/random-id.js';
import { productFactsOf } from './product-facts.js';
import { findProduct, findProducts, insertProduct, type ProductRow } from './products.rows.js';
import type { Product, ProductFields, ProductQuery } from './products.schema.js';

const cursorSchema = z.tuple([z.string(), z.string()]);
const documentType = 'product';

const viewOf = ({ body, enterprise }: ProductRow, ledger: Seal): Product => ({
  ...body,
  gtin: body.gtin ?? null,
  enterprise,
  ledger,
});

/** Products of an enterprise: facts that the ledger keeps for everybody. */
@Injectable()
export class Products {
  constructor(
    private readonly transactions: Transactions,
    private readonly commands: Commands,
    private readonly identities: LedgerIdentities,
    private readonly audit: AuditTrail,
  ) {}

  /** Own products by number; a regulator sees those of the jurisdiction. */
  async list(account: Account, query: ProductQuery): Promise<Page<Product>> {
    demandPermission(account, 'product:read');
    const after = keyOf(query.cursor, cursorSchema);
    const rows = await findProducts(this.transactions.reader, account.enterprise, query, after);
    const seals = await this.commands.seals(
      documentType,
      rows.map((row) => row.id),
    );
    return toPage(
      rows,
      query.limit,
      (row) => viewOf(row, seals.get(row.id) ?? draftSeal),
      (row) => [row.number, row.id],
    );
  }

  /** @throws DomainError BT-NOT-FOUND, also for another enterprise's product. */
  async get(account: Account, id: string): Promise<Product> {
    demandPermission(account, 'product:read');
    const row = await findProduct(this.transactions.reader, account.enterprise, id);
    return viewOf(row, await this.commands.seal({ type: documentType, id }));
  }

  /**
   * Defines a product on the ledger, once per idempotency key.
   * @throws DomainError BT-GTIN-INVALID, BT-NET-CONTENT-INVALID, BT-PRODUCT-EXISTS and the ledger's refusals.
   */
  async define(account: Account, fields: ProductFields, idempotencyKey: string): Promise<DocumentKey> {
    demandPermission(account, 'product:write');
    const document = await this.commands.run(
      { account: account.id, idempotencyKey, request: { route: 'product.define', fields } },
      () => this.#plan(account, fields),
    );
    this.audit.note({ objectType: documentType, objectId: document.id });
    return document;
  }

  async #plan(account: Account, fields: ProductFields): Promise<CommandWork> {
    const enterprise = enterpriseOf(account);
    const facts = productFactsOf(randomId(), fields);
    const document = { type: documentType, id: facts.id };
    return {
      document,
      commands: [
        {
          command: {
            type: 'define-product',
            id: randomId(),
            eventTime: formatEventTime(Date.now()),
            product: facts,
          },
          actor: { kind: 'enterprise', id: enterprise },
          identity: (await this.identities.enterprise(enterprise)).id,
          document,
          account: account.id,
        },
      ],
      write: (manager) => insertProduct(manager, enterprise, facts, account.id),
    };
  }
}
