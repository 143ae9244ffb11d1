import { Inject, Injectable } from '@nestjs/common';
import { maySee, type Viewer } from '@baytrace/domain/access';
import { elementString, toUri } from '@baytrace/domain/codes';
import { DomainError } from '@baytrace/domain/errors';
import { GatewayConfig } from '../../config/gateway-config.js';
import type { Account } from '../../platform/access/account.js';
import { Transactions } from '../../platform/database/transactions.js';
import { CodeReader, type ResolvedCode } from '../code-keys/code-reader.service.js';
import { heldBy, lotRow, productBody, shownLot, shownProduct, stopOf, type LotRow } from './code-facts.js';
import type { CodeHistory, PathStep, Station } from './code-history.schema.js';
import { custodyPath, stationsOf } from './custody-path.js';

const refusedVerdicts: Partial<Record<string, CodeHistory['verdict']>> = {
  'BT-CODE-FORGED': 'forged',
  'BT-CODE-OTHER-PRODUCT': 'forged',
  'BT-CODE-UNKNOWN': 'unknown',
};

const nothing = { code: null, product: null, lot: null, slack: false, holder: null, path: [] };

const verdictOf = (code: ResolvedCode, lot: LotRow | undefined): CodeHistory['verdict'] => {
  const stop = lot === undefined ? undefined : stopOf(lot);
  if (stop === 'recalled') return 'recalled';
  if (code.disabled) return 'disabled';
  if (stop === 'held') return 'held';
  if (code.place?.kind === 'exit') return 'ended';
  return lot === undefined ? 'unassigned' : 'in-order';
};

const touches = (step: PathStep, enterprise: string): boolean =>
  step.station?.enterprise === enterprise || step.to?.enterprise === enterprise;

/** Answers a scanned code with what the asker may see of its chain (R-4.2.4a, charter §6). */
@Injectable()
export class CodeHistoryService {
  constructor(
    @Inject(GatewayConfig) private readonly config: GatewayConfig,
    private readonly transactions: Transactions,
    private readonly codes: CodeReader,
  ) {}

  /** Never throws for a code that is false or unknown: that is its verdict. */
  async history(account: Account | undefined, text: string): Promise<CodeHistory> {
    try {
      return await this.#genuine(account, await this.codes.resolve(text));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const verdict = refusedVerdicts[error.code] ?? 'invalid';
      return { verdict, viewer: 'public', reason: error.code, ...nothing };
    }
  }

  async #genuine(account: Account | undefined, code: ResolvedCode): Promise<CodeHistory> {
    const lot = await this.#lotOf(code);
    const viewer = await this.#viewerOf(account, code, lot);
    return {
      verdict: verdictOf(code, lot),
      viewer,
      reason: null,
      code: this.#shownCode(code, viewer),
      product: await this.#product(code),
      lot: lot === undefined ? null : shownLot(lot, maySee(viewer, 'reports')),
      slack: code.place?.kind === 'parcel' && code.place.anchor !== null,
      holder: await this.#holder(account, viewer, code),
      path: await this.#path(account, viewer, code),
    };
  }

  async #lotOf({ place }: ResolvedCode): Promise<LotRow | undefined> {
    const lot = place === undefined ? null : place.lot;
    return lot === null ? undefined : lotRow(this.transactions.reader, lot);
  }

  async #product({ block }: ResolvedCode): Promise<CodeHistory['product']> {
    const product = await productBody(this.transactions.reader, block.enterprise, block.product);
    const producer = await this.#station(block.enterprise);
    return product === undefined ? null : shownProduct(product, producer);
  }

  async #holder(
    account: Account | undefined,
    viewer: Viewer,
    { place }: ResolvedCode,
  ): Promise<Station | null> {
    if (place === undefined) return null;
    const own = account?.enterprise === place.holder;
    return own || maySee(viewer, 'present-holder') ? this.#station(place.holder) : null;
  }

  async #station(enterprise: string): Promise<Station | null> {
    return (await stationsOf(this.transactions.reader, [enterprise])).get(enterprise) ?? null;
  }

  #shownCode(code: ResolvedCode, viewer: Viewer): CodeHistory['code'] {
    return {
      element: elementString(code.element),
      uri: toUri(this.config.http.publicHost, code.element),
      locator: code.locator,
      index: viewer === 'public' ? null : code.index,
      level: code.block.level,
    };
  }

  async #viewerOf(
    account: Account | undefined,
    code: ResolvedCode,
    lot: LotRow | undefined,
  ): Promise<Viewer> {
    if (account === undefined) return 'public';
    if (account.roles.includes('regulator')) return 'regulator';
    if (account.enterprise === undefined) return 'public';
    if (account.enterprise === (lot?.enterprise ?? code.block.enterprise)) return 'producer';
    const held = lot !== undefined && (await heldBy(this.transactions.reader, lot.id, account.enterprise));
    return held ? 'holder' : 'public';
  }

  async #path(account: Account | undefined, viewer: Viewer, code: ResolvedCode): Promise<PathStep[]> {
    if (!maySee(viewer, 'own-stations') || code.place === undefined) return [];
    const exit = code.place.kind === 'exit' ? code.place : undefined;
    const path = await custodyPath(this.transactions.reader, code, {
      parcel: exit === undefined ? code.place.id : undefined,
      exitCommand: exit === undefined ? undefined : await this.#commandOfExit(exit.id),
      lot: code.place.lot,
    });
    if (maySee(viewer, 'all-stations')) return [...path];
    return path.filter((step) => step.step === 'produced' || touches(step, account?.enterprise ?? ''));
  }

  async #commandOfExit(exit: string): Promise<string | undefined> {
    const [row] = await this.transactions.reader.query<{ command: string }[]>(
      'SELECT command FROM ledger.exit WHERE id = $1',
      [exit],
    );
    return row?.command;
  }
}
