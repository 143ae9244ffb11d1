import type { ErrorCode } from './catalogue.js';

/** Facts that explain one refusal: names to short values, safe to show and to store. */
export type ErrorParams = Readonly<Record<string, string | number>>;

/**
 * A refusal with a permanent code. `message` is `CODE {params as JSON}` so that it survives transports that
 * carry only text (a chaincode response, a log line); {@link parseDomainError} reads it back.
 */
export class DomainError extends Error {
  override readonly name = 'DomainError';

  constructor(
    readonly code: ErrorCode,
    readonly params: ErrorParams = {},
  ) {
    super(`${code} ${JSON.stringify(params)}`);
  }
}
