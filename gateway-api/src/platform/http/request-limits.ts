import { Injectable } from '@nestjs/common';
import { DomainError } from '@baytrace/domain';

/** Tokens at most, and tokens that come back per second, for each address. */
const limits = {
  public: { burst: 120, perSecond: 10 },
  'sign-in': { burst: 60, perSecond: 1 },
  none: undefined,
} as const;

/** Which allowance a route draws from when the asker is not signed in. */
export type RequestLimit = keyof typeof limits;

const mostAddresses = 20_000;

interface Bucket {
  tokens: number;
  at: number;
}

/** An IPv6 subscriber owns a /64 (RFC 6177), so its first four groups stand for the address. */
const addressKey = (ip: string): string => (ip.includes('.') ? ip : ip.split(':').slice(0, 4).join(':'));

/** Token buckets per address for those who are not signed in, in memory of this process. */
@Injectable()
export class RequestLimits {
  readonly #buckets = new Map<string, Bucket>();

  /** @throws DomainError BT-TOO-MANY-REQUESTS with `retryAfterSeconds` when the address has used up its allowance. */
  take(limit: RequestLimit, ip: string, now = performance.now()): void {
    const rule = limits[limit];
    if (rule === undefined) return;
    const key = `${limit} ${addressKey(ip)}`;
    const bucket = this.#buckets.get(key) ?? { tokens: rule.burst, at: now };
    const tokens = Math.min(rule.burst, bucket.tokens + ((now - bucket.at) / 1000) * rule.perSecond);
    if (tokens < 1) {
      throw new DomainError('BT-TOO-MANY-REQUESTS', {
        retryAfterSeconds: Math.ceil((1 - tokens) / rule.perSecond),
      });
    }
    this.#remember(key, { tokens: tokens - 1, at: now });
  }

  /** Keeps the latest addresses; the oldest are forgotten first. */
  #remember(key: string, bucket: Bucket): void {
    this.#buckets.delete(key);
    this.#buckets.set(key, bucket);
    if (this.#buckets.size <= mostAddresses) return;
    const oldest = this.#buckets.keys().next();
    if (oldest.done !== true) this.#buckets.delete(oldest.value);
  }
}
