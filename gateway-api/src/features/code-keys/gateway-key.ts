import { createHash } from 'node:crypto';
import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { formatEventTime } from '@baytrace/domain/dates';
import type { GatewayKey as PublishedKey } from '@baytrace/domain/ledger';
import {
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  type CryptoKey,
  type JWK,
} from 'jose';
import { GatewayConfig } from '../../config/gateway-config.js';
import { LedgerIdentities } from '../../ledger/identity/ledger-identities.js';
import { Commands } from '../../ledger/outbox/commands.js';
import { Transactions } from '../../platform/database/transactions.js';
import { randomId } from '../../platform/random-id.js';
import { MasterKey } from '../../platform/secrets/master-key.js';

interface KeyRow {
  readonly public_jwk: PublishedKey['jwk'];
  readonly private_sealed: Buffer;
}

/** Algorithm by which block keys are wrapped for a gateway (RFC 7518 §4.6). */
export const wrapAlgorithm = 'ECDH-ES+A256KW';

const purpose = 'gateway-key';

/** The key pair of this gateway; its public half is published on the ledger once. */
@Injectable()
export class GatewayKey implements OnApplicationBootstrap {
  readonly #logger = new Logger(GatewayKey.name);
  #pair: Promise<{ publicJwk: PublishedKey['jwk']; privateKey: CryptoKey }> | undefined;

  constructor(
    @Inject(GatewayConfig) private readonly config: GatewayConfig,
    private readonly transactions: Transactions,
    private readonly masterKey: MasterKey,
    private readonly commands: Commands,
    private readonly identities: LedgerIdentities,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.#publish();
  }

  async privateKey(): Promise<CryptoKey> {
    return (await this.#loaded()).privateKey;
  }

  #loaded(): Promise<{ publicJwk: PublishedKey['jwk']; privateKey: CryptoKey }> {
    this.#pair ??= this.#load();
    return this.#pair;
  }

  async #load(): Promise<{ publicJwk: PublishedKey['jwk']; privateKey: CryptoKey }> {
    const row = (await this.#row()) ?? (await this.#make());
    const jwk = JSON.parse(
      (await this.masterKey.open(purpose, purpose, row.private_sealed)).toString(),
    ) as JWK;
    const privateKey = await importJWK(jwk, wrapAlgorithm);
    if (privateKey instanceof Uint8Array) throw new Error('gateway key is no key pair');
    return { publicJwk: row.public_jwk, privateKey };
  }

  async #row(): Promise<KeyRow | undefined> {
    const [row] = await this.transactions.reader.query<KeyRow[]>(
      'SELECT public_jwk, private_sealed FROM app.gateway_key',
    );
    return row;
  }

  async #make(): Promise<KeyRow> {
    const pair = await generateKeyPair(wrapAlgorithm, { crv: 'P-256', extractable: true });
    const { x, y } = await exportJWK(pair.publicKey);
    const sealed = await this.masterKey.seal(
      purpose,
      purpose,
      Buffer.from(JSON.stringify(await exportJWK(pair.privateKey))),
    );
    await this.transactions.reader.query(
      'INSERT INTO app.gateway_key (public_jwk, private_sealed) VALUES ($1, $2) ON CONFLICT DO NOTHING',
      [JSON.stringify({ kty: 'EC', crv: 'P-256', x, y }), sealed],
    );
    const kept = await this.#row();
    if (kept === undefined) throw new Error('gateway key was not kept');
    return kept;
  }

  /** Puts the publication into the outbox unless it is there; the document id is the key's thumbprint (RFC 7638). */
  async #publish(): Promise<void> {
    const { publicJwk } = await this.#loaded();
    const thumbprint = await calculateJwkThumbprint(publicJwk);
    const document = {
      type: 'gateway-key',
      id: createHash('sha256').update(thumbprint).digest('hex').slice(0, 26),
    };
    const seal = await this.commands.seal(document);
    if (seal.state === 'waiting' || seal.state === 'committed') return;
    const jurisdiction = this.config.jurisdiction;
    const identity = (await this.identities.gateway()).id;
    const eventTime = formatEventTime(Date.now());
    await this.transactions.run((manager) =>
      this.commands.enqueue(manager, {
        command: { type: 'publish-gateway-key', id: randomId(), eventTime, jurisdiction, jwk: publicJwk },
        actor: { kind: 'gateway', id: jurisdiction },
        identity,
        document,
      }),
    );
    this.commands.wake();
    this.#logger.log('publishing the gateway key');
  }
}
