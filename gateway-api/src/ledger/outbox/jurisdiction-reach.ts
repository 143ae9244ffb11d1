import { Inject, Injectable, Logger } from '@nestjs/common';
import { jurisdictions, type Jurisdiction } from '@baytrace/domain/ledger';
import { GatewayConfig } from '../../config/gateway-config.js';
import { LedgerPort } from '../submission/ledger-port.js';

/** How often they are asked while one is suspected or away. */
const askEveryMs = 3_000;

/**
 * Which of the other jurisdictions do not answer, as far as a client can know: each is asked through the own peer, and
 * only after something went wrong, so that nothing is spent while all is well. An answer of a minute ago proves nothing;
 * it decides only what is worth trying (charter §4, Endorsement).
 */
@Injectable()
export class JurisdictionReach {
  readonly #logger = new Logger(JurisdictionReach.name);
  #away: ReadonlySet<Jurisdiction> = new Set();
  #askedAt = 0;
  #asking: Promise<void> | undefined;

  constructor(
    private readonly ledger: LedgerPort,
    @Inject(GatewayConfig) private readonly config: GatewayConfig,
  ) {}

  /** Jurisdictions that did not answer when they were last asked; asks again in the background while there are any. */
  get away(): ReadonlySet<Jurisdiction> {
    if (this.#away.size > 0) void this.#ask();
    return this.#away;
  }

  /** With two others away nothing can be endorsed by two of three. */
  get isAlone(): boolean {
    return this.away.size >= jurisdictions.length - 1;
  }

  /** Asks everybody, because a batch could not be endorsed or ordered. */
  async doubt(): Promise<void> {
    await this.#ask();
  }

  #ask(): Promise<void> {
    if (this.#asking === undefined && Date.now() - this.#askedAt < askEveryMs) return Promise.resolve();
    this.#asking ??= this.#askAll().finally(() => {
      this.#askedAt = Date.now();
      this.#asking = undefined;
    });
    return this.#asking;
  }

  async #askAll(): Promise<void> {
    const others = jurisdictions.filter((one) => one !== this.config.jurisdiction);
    try {
      // without the own peer nothing can be said about the others
      if (!(await this.ledger.answers(this.config.jurisdiction))) return;
      const answers = await Promise.all(others.map((one) => this.ledger.answers(one)));
      this.#note(others.filter((_, n) => answers[n] === false));
    } catch (error) {
      this.#logger.warn(`cannot ask who answers: ${error instanceof Error ? error.message : 'unknown'}`);
    }
  }

  #note(away: readonly Jurisdiction[]): void {
    const before = [...this.#away].join(' ');
    this.#away = new Set(away);
    const now = away.join(' ');
    if (now !== before) this.#logger.warn(now === '' ? 'all jurisdictions answer' : `away: ${now}`);
  }
}
