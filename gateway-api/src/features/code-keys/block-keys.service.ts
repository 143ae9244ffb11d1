import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { deriveCodeKeys, type CodeKeys } from '@baytrace/domain/codes';
import { DomainError } from '@baytrace/domain/errors';
import { jurisdictions, keys, type BlockKey, type GatewayKey as PublishedKey } from '@baytrace/domain/ledger';
import { CompactEncrypt, compactDecrypt, importJWK } from 'jose';
import { GatewayConfig } from '../../config/gateway-config.js';
import { LedgerPort } from '../../ledger/submission/ledger-port.js';
import { Transactions } from '../../platform/database/transactions.js';
import { GatewayKey, wrapAlgorithm } from './gateway-key.js';

type Recipients = BlockKey['recipients'];

/** Most block keys kept in memory, oldest out first. */
const mostCached = 10_000;

/** Keys of code blocks: wrapped for the three gateways at issuance, opened here when a code is scanned (charter §5). */
@Injectable()
export class BlockKeys {
  readonly #cache = new Map<string, CodeKeys>();

  constructor(
    @Inject(GatewayConfig) private readonly config: GatewayConfig,
    private readonly transactions: Transactions,
    private readonly ledger: LedgerPort,
    private readonly gatewayKey: GatewayKey,
  ) {}

  /**
   * Wraps a fresh block key for every gateway, as the private entry of `issue-codes`.
   *
   * @throws DomainError `BT-UNAVAILABLE` while a gateway has not published its key.
   */
  async wrap(locator: string, blockKey: Uint8Array): Promise<BlockKey> {
    const rows = await this.transactions.reader.query<PublishedKey[]>(
      'SELECT jurisdiction, jwk FROM ledger.gateway_key',
    );
    const missing = jurisdictions.filter(
      (jurisdiction) => !rows.some((row) => row.jurisdiction === jurisdiction),
    );
    if (missing.length > 0)
      throw new DomainError('BT-UNAVAILABLE', { part: 'gateway-key', jurisdiction: missing.join(' ') });
    const recipients = await Promise.all(
      rows.map(async ({ jurisdiction, jwk }) => ({ jurisdiction, jwe: await this.#wrapFor(jwk, blockKey) })),
    );
    this.#keep(locator, deriveCodeKeys(blockKey, locator));
    return { v: 1, locator, recipients, salt: randomBytes(16).toString('hex') };
  }

  /**
   * Keys of a block, from memory, the index, or the own peer.
   *
   * @throws DomainError `BT-CODE-UNKNOWN` when the block's key is not known here (yet); never "forged".
   */
  async keysOf(locator: string): Promise<CodeKeys> {
    const cached = this.#cache.get(locator);
    if (cached !== undefined) return cached;
    const recipients = (await this.#indexed(locator)) ?? (await this.#fromPeer(locator));
    const own = recipients?.find(({ jurisdiction }) => jurisdiction === this.config.jurisdiction);
    if (own === undefined) throw new DomainError('BT-CODE-UNKNOWN', { locator });
    const { plaintext } = await compactDecrypt(own.jwe, await this.gatewayKey.privateKey());
    const codeKeys = deriveCodeKeys(plaintext, locator);
    this.#keep(locator, codeKeys);
    return codeKeys;
  }

  #keep(locator: string, codeKeys: CodeKeys): void {
    this.#cache.set(locator, codeKeys);
    const [oldest] = this.#cache.keys();
    if (this.#cache.size > mostCached && oldest !== undefined) this.#cache.delete(oldest);
  }

  async #wrapFor(jwk: PublishedKey['jwk'], blockKey: Uint8Array): Promise<string> {
    return new CompactEncrypt(blockKey)
      .setProtectedHeader({ alg: wrapAlgorithm, enc: 'A256GCM' })
      .encrypt(await importJWK(jwk, wrapAlgorithm));
  }

  async #indexed(locator: string): Promise<Recipients | undefined> {
    const [row] = await this.transactions.reader.query<{ recipients: Recipients }[]>(
      'SELECT recipients FROM ledger.block_key WHERE locator = $1',
      [locator],
    );
    return row?.recipients;
  }

  /** Private data may reach the peer after its block; then the index lacks it. Only blocks on the ledger are asked for. */
  async #fromPeer(locator: string): Promise<Recipients | undefined> {
    const known = await this.transactions.reader.query<unknown[]>(
      'SELECT 1 FROM ledger.code_block WHERE locator = $1',
      [locator],
    );
    if (known.length === 0) return undefined;
    return (await this.ledger.readPrivate<BlockKey>(keys.blockKey(locator)))?.recipients;
  }
}
