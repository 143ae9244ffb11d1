import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { formatEventTime } from '@baytrace/domain/dates';
import type { CommandOf, Goods, TradeDetails } from '@baytrace/domain/ledger';
import { formatDecimal } from '@baytrace/domain/quantities';
import { GatewayConfig } from '../../config/gateway-config.js';
import { LedgerIdentities } from '../../ledger/identity/ledger-identities.js';
import { Commands, type CommandWork, type DocumentKey } from '../../ledger/outbox/commands.js';
import type { OutgoingCommand } from '../../ledger/outbox/outbox-command.js';
import { type Account, demandPermission, enterpriseOf } from '../../platform/access/account.js';
import { AuditTrail } from '../../platform/audit/audit-trail.js';
import { Transactions } from '../../platform/database/transactions.js';
import { InvalidInput } from '../../platform/http/invalid-input.js';
import { randomId } from '../../platform/random-id.js';
import { assembleGoods, HeldGoodsReader } from '../goods/goods.service.js';
import { Customers, type ResolvedCustomer } from './customers.js';
import { DispatchLoader, scaleOf, type LoadedDispatch } from './dispatch-loader.js';
import { demandDraft, documentType, findDispatch, markDispatched, type KeptLine } from './dispatches.rows.js';
import { fieldsOf } from './draft-fields.js';

/** Lines as they are dispatched, each with its lot. @throws DomainError `BT-INPUT-INVALID` naming a line without lot */
const linesOf = (
  loaded: LoadedDispatch,
): readonly (KeptLine & { readonly lot: string; readonly steps: bigint })[] =>
  loaded.lines.map((part) => {
    const typed = loaded.row.lines[part.line];
    if (typed === undefined) throw new Error('a line without its typed line');
    if (part.lot === null) throw InvalidInput.at(`lines.${part.line}.lot`, 'scan codes or choose a lot');
    const quantity = formatDecimal(part.quantity, scaleOf(loaded, part.line));
    return { ...typed, lot: part.lot, quantity, steps: part.quantity };
  });

const tradeDetails = (command: string, loaded: LoadedDispatch, lines: readonly KeptLine[]): TradeDetails => ({
  v: 1,
  command,
  ...(loaded.row.order_number === null ? {} : { orderNumber: loaded.row.order_number }),
  currency: loaded.row.currency,
  lines: lines.map(({ product, quantity, unitPrice }) => ({
    product,
    quantity,
    unit: loaded.products.get(product)?.unit ?? '',
    unitPrice,
  })),
  ...(loaded.row.customs === null ? {} : { customs: loaded.row.customs }),
  salt: randomBytes(16).toString('hex'),
});

/** Formal dispatch (R-4.2.3d): goods and codes of the order leave stock in one command. */
@Injectable()
export class ConfirmDispatch {
  constructor(
    @Inject(GatewayConfig) private readonly config: GatewayConfig,
    private readonly transactions: Transactions,
    private readonly commands: Commands,
    private readonly identities: LedgerIdentities,
    private readonly customers: Customers,
    private readonly loader: DispatchLoader,
    private readonly held: HeldGoodsReader,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * Ships to an enterprise of the platform, sells to a party outside; order lines and prices travel with a shipment
   * across a border and stay at home otherwise.
   *
   * @throws DomainError `BT-STATE-WRONG` once dispatched, `BT-CODE-COUNT` where coded goods lack codes or have too
   *   many, `BT-INPUT-INVALID` for a line without lot, of {@link Customers.check}, and the ledger's refusals
   */
  confirm(account: Account, id: string, idempotencyKey: string): Promise<DocumentKey> {
    demandPermission(account, 'dispatch:write');
    const enterprise = enterpriseOf(account);
    this.audit.note({ objectType: documentType, objectId: id });
    return this.commands.run(
      { account: account.id, idempotencyKey, request: { route: 'dispatch.confirm', id } },
      () => this.#plan(account.id, enterprise, id),
    );
  }

  async #plan(account: string, enterprise: string, id: string): Promise<CommandWork> {
    const loaded = await this.loader.one(await findDispatch(this.transactions.reader, enterprise, id));
    demandDraft(loaded.row);
    const customer = await this.customers.check(enterprise, fieldsOf(loaded.row).customer);
    const lines = linesOf(loaded);
    const command = this.#command(loaded, customer, await this.#goods(loaded, lines));
    const outgoing: OutgoingCommand = {
      command,
      actor: { kind: 'enterprise', id: enterprise },
      identity: (await this.identities.enterprise(enterprise)).id,
      document: { type: documentType, id },
      account,
      ...this.#acrossBorder(command.id, customer, tradeDetails(command.id, loaded, lines)),
    };
    const kept = lines.map(({ product, lot, quantity, unitPrice }) => ({
      product,
      lot,
      quantity,
      unitPrice,
    }));
    return {
      document: { type: documentType, id },
      commands: [outgoing],
      write: (manager) => markDispatched(manager, loaded.row, kept, command.id),
    };
  }

  async #goods(
    loaded: LoadedDispatch,
    lines: readonly { readonly lot: string; readonly steps: bigint }[],
  ): Promise<readonly Goods[]> {
    const wanted = lines.map(({ lot, steps }) => ({ lot, quantity: steps }));
    const locators = [...loaded.scans.values()].flat().map(({ locator }) => locator);
    const held = await this.held.of(
      loaded.row.enterprise,
      wanted.map(({ lot }) => lot),
    );
    return assembleGoods(wanted, loaded.scans, await this.held.unitsPerCode(locators), held);
  }

  #command(
    { row }: LoadedDispatch,
    customer: ResolvedCustomer,
    goods: readonly Goods[],
  ): CommandOf<'ship'> | CommandOf<'sell'> {
    const head = {
      id: randomId(),
      eventTime: formatEventTime(Date.now()),
      goods: [...goods],
      documents: [{ type: 'delivery-note', number: row.number, date: row.date }],
    };
    return customer.enterprise === null
      ? { type: 'sell', ...head }
      : { type: 'ship', to: customer.enterprise, ...head };
  }

  #acrossBorder(
    command: string,
    { enterprise, jurisdiction }: ResolvedCustomer,
    value: TradeDetails,
  ): Pick<OutgoingCommand, 'counterpart' | 'privateEntry'> {
    if (enterprise === null || jurisdiction === null || jurisdiction === this.config.jurisdiction) return {};
    return { counterpart: jurisdiction, privateEntry: { kind: 'trade', name: command, value } };
  }
}
