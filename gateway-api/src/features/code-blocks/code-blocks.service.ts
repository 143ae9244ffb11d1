import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { blockKeyBytes, codeSuites, locatorFromBytes } from '@baytrace/domain/codes';
import { formatEventTime } from '@baytrace/domain/dates';
import { DomainError } from '@baytrace/domain/errors';
import { formatDecimal, parsePositiveDecimal } from '@baytrace/domain/quantities';
import { LedgerIdentities } from '../../ledger/identity/ledger-identities.js';
import { Commands, type CommandWork, type DocumentKey } from '../../ledger/outbox/commands.js';
import { draftSeal, type Seal } from '../../ledger/outbox/seal.js';
import { type Account, enterpriseOf } from '../../platform/access/account.js';
import { Transactions } from '../../platform/database/transactions.js';
import { keyOf, type Page, toPage } from '../../platform/http/paging.js';
import { randomId } from '../../platform/random-id.js';
import { BlockKeys } from '../code-keys/block-keys.service.js';
import { codeTreeRootOf } from './code-tree.js';
import { builtInTemplate, templateDigest } from './code-template.js';
import type { CodeBlockQuery, CodeBlockRequest, CodeBlockView } from './code-block.schema.js';
import {
  type CodeBlockRow,
  type CodeCounts,
  countCodesOf,
  findBlock,
  listBlocks,
} from './code-block.rows.js';
import { PrintedCodes } from './printed-codes.service.js';

interface ProductRow {
  readonly gtin: string | null;
  readonly scale: number;
}

const cursorSchema = z.tuple([z.string().regex(/^\d{1,18}$/u)]);
const documentType = 'code-block';

/** Issues code blocks and shows them (R-4.2.6a): a million codes are one command with a Merkle root. */
@Injectable()
export class CodeBlocks {
  constructor(
    private readonly transactions: Transactions,
    private readonly commands: Commands,
    private readonly identities: LedgerIdentities,
    private readonly blockKeys: BlockKeys,
    private readonly printedCodes: PrintedCodes,
  ) {}

  /** @throws DomainError `BT-PRODUCT-UNKNOWN`, `BT-QUANTITY-INVALID`, `BT-UNAVAILABLE` until all gateways published their key */
  issue(account: Account, key: string, body: CodeBlockRequest): Promise<DocumentKey> {
    const enterprise = enterpriseOf(account);
    return this.commands.run(
      { account: account.id, idempotencyKey: key, request: { route: 'code-block.issue', ...body } },
      () => this.#plan(account.id, enterprise, body),
    );
  }

  async #plan(account: string, enterprise: string, body: CodeBlockRequest): Promise<CommandWork> {
    const { product, level, count } = body;
    const { gtin, scale } = await this.#product(enterprise, product);
    const unitsPerCode = String(parsePositiveDecimal(body.unitsPerCode, scale));
    const locator = locatorFromBytes(randomBytes(4));
    const blockKey = randomBytes(blockKeyBytes);
    const root = await codeTreeRootOf({ blockKey, locator, gtin: gtin ?? undefined, count });
    const template = builtInTemplate(gtin !== null);
    const suite = codeSuites.aes128HkdfSha256;
    const facts = {
      locator,
      level,
      product,
      unitsPerCode,
      count,
      root,
      template: templateDigest(template),
      suite,
    };
    const id = randomId();
    const document = { type: documentType, id: locator };
    return {
      document,
      commands: [
        {
          command: { type: 'issue-codes', id, eventTime: formatEventTime(Date.now()), block: facts },
          actor: { kind: 'enterprise', id: enterprise },
          identity: (await this.identities.enterprise(enterprise)).id,
          privateEntry: {
            kind: 'block-keys',
            name: locator,
            value: await this.blockKeys.wrap(locator, blockKey),
          },
          document,
          account,
        },
      ],
      write: async (manager) => {
        await manager.query(
          `INSERT INTO app.code_block (id, enterprise, command, account, product, level, units_per_code, count, root, template)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
          [
            locator,
            enterprise,
            id,
            account,
            product,
            level,
            unitsPerCode,
            count,
            root,
            JSON.stringify(template),
          ],
        );
      },
    };
  }

  async #product(enterprise: string, product: string): Promise<ProductRow> {
    const [row] = await this.transactions.reader.query<ProductRow[]>(
      `SELECT gtin, (body->>'scale')::int AS scale FROM ledger.product WHERE enterprise = $1 AND id = $2`,
      [enterprise, product],
    );
    if (row === undefined) throw new DomainError('BT-PRODUCT-UNKNOWN', { product });
    return row;
  }

  /** @throws DomainError `BT-BLOCK-UNKNOWN` for a block of somebody else */
  async get(account: Account, locator: string): Promise<CodeBlockView> {
    const row = await findBlock(this.transactions.reader, locator, account.enterprise ?? null);
    if (row === undefined) throw new DomainError('BT-BLOCK-UNKNOWN', { locator });
    const [view] = await this.#views([row]);
    if (view === undefined) throw new Error('a block without view');
    return view;
  }

  /** Newest first. */
  async list(account: Account, query: CodeBlockQuery): Promise<Page<CodeBlockView>> {
    const before = keyOf(query.cursor, cursorSchema)?.[0] ?? null;
    const rows = await listBlocks(this.transactions.reader, {
      enterprise: account.enterprise ?? null,
      product: query.product ?? null,
      before,
      limit: query.limit + 1,
    });
    const page = toPage(
      rows,
      query.limit,
      (row) => row,
      (row) => [row.seq],
    );
    return { ...page, items: await this.#views(page.items) };
  }

  async #views(rows: readonly CodeBlockRow[]): Promise<CodeBlockView[]> {
    const locators = rows.map((row) => row.id);
    const counts = await countCodesOf(this.transactions.reader, locators);
    const seals = await this.commands.seals(documentType, locators);
    return Promise.all(
      rows.map(async (row) => viewOf(row, counts.get(row.id), seals.get(row.id), await this.#sample(row))),
    );
  }

  /** The first code; null while the key of a block on its way cannot be opened here. */
  async #sample(row: CodeBlockRow): Promise<string | null> {
    try {
      const printer = await this.printedCodes.printerFor(row.id, row.gtin ?? undefined);
      return printer.portions([[0, 1]]).next().value?.[0]?.uri ?? null;
    } catch (error) {
      if (error instanceof DomainError && error.code === 'BT-CODE-UNKNOWN') return null;
      throw error;
    }
  }
}

const viewOf = (
  row: CodeBlockRow,
  counts: CodeCounts | undefined,
  ledger: Seal | undefined,
  sample: string | null,
): CodeBlockView => ({
  locator: row.id,
  product: row.product,
  productNames: row.names,
  gtin: row.gtin,
  level: row.level,
  unitsPerCode: formatDecimal(BigInt(row.units_per_code), row.scale ?? 0),
  count: row.count,
  root: row.root,
  template: { name: row.template.name, form: row.template.form, digest: templateDigest(row.template) },
  ...(counts ?? { pool: 0, drawn: 0, assigned: 0, voided: 0, disabled: 0 }),
  sample,
  createdAt: row.created_at.toISOString(),
  ledger: ledger ?? draftSeal,
});
