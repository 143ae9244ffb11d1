import { Injectable } from '@nestjs/common';
import { formatEventTime, localDate } from '@baytrace/domain/dates';
import { DomainError } from '@baytrace/domain/errors';
import type { Goods } from '@baytrace/domain/ledger';
import { LedgerIdentities } from '../../ledger/identity/ledger-identities.js';
import { Commands, type CommandWork, type DocumentKey } from '../../ledger/outbox/commands.js';
import { type Account, demandPermission, enterpriseOf } from '../../platform/access/account.js';
import { AuditTrail } from '../../platform/audit/audit-trail.js';
import { Transactions } from '../../platform/database/transactions.js';
import { randomId } from '../../platform/random-id.js';
import { Shipments } from '../deliveries/shipments.service.js';
import { expectedOf } from './receipt-lines.js';
import { documentType, findReceipt, markReceived, type KeptLine } from './receipts.rows.js';

const goodsOf = (lines: readonly KeptLine[]): readonly Goods[] =>
  lines
    .filter(({ quantity }) => quantity !== '0')
    .map(({ lot, quantity, codes }) =>
      codes.length === 0 ? { lot, quantity } : { lot, quantity, codes: [...codes] },
    );

/** Goods of a note enter stock: by their codes where some are named, else by count, with anchor and slack (charter §4). */
@Injectable()
export class ConfirmReceipt {
  constructor(
    private readonly transactions: Transactions,
    private readonly commands: Commands,
    private readonly identities: LedgerIdentities,
    private readonly shipments: Shipments,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * @throws DomainError `BT-STATE-WRONG` once received, `BT-QUANTITY-INVALID` when nothing is received,
   *   `BT-GOODS-SHORT` when more is received than is on the way (S-9), and the ledger's other refusals
   */
  confirm(account: Account, id: string, idempotencyKey: string): Promise<DocumentKey> {
    demandPermission(account, 'receipt:write');
    const enterprise = enterpriseOf(account);
    this.audit.note({ objectType: documentType, objectId: id });
    return this.commands.run(
      { account: account.id, idempotencyKey, request: { route: 'receipt.confirm', id } },
      () => this.#plan(account.id, enterprise, id),
    );
  }

  async #plan(account: string, enterprise: string, id: string): Promise<CommandWork> {
    const row = await findReceipt(this.transactions.reader, enterprise, id);
    if (row.state !== 'draft') throw new DomainError('BT-STATE-WRONG', { state: row.state });
    const goods = goodsOf(row.lines);
    if (goods.length === 0) throw new DomainError('BT-QUANTITY-INVALID', { reason: 'zero', value: '0' });
    const figures = (await this.shipments.of([row.shipment])).get(row.shipment) ?? [];
    const command = randomId();
    const lines = row.lines.map((line) => ({
      ...line,
      expected: String(expectedOf(figures.find(({ lot }) => lot === line.lot))),
    }));
    const now = Date.now();
    return {
      document: { type: documentType, id },
      commands: [
        {
          command: {
            type: 'receive',
            id: command,
            eventTime: formatEventTime(now),
            shipment: row.shipment,
            goods: [...goods],
            documents: [{ type: 'receipt-note', number: row.number, date: localDate(now) }],
          },
          actor: { kind: 'enterprise', id: enterprise },
          identity: (await this.identities.enterprise(enterprise)).id,
          document: { type: documentType, id },
          account,
        },
      ],
      write: (manager) => markReceived(manager, row, lines, command),
    };
  }
}
