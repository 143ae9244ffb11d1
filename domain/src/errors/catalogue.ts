/**
 * Every error a caller can meet, once, with its permanent code.
 *
 * `status` is the HTTP status of the problem document (RFC 9457); `retry` says what a program may do:
 * `never` = the same request will fail again, `replan` = plan anew from the present state,
 * `later` = the same request may succeed later. Codes are never renumbered or reused.
 */
export const errorCatalogue = {
  // input
  'BT-INPUT-INVALID': { status: 400, retry: 'never' },
  'BT-INPUT-TOO-LARGE': { status: 413, retry: 'never' },
  'BT-IDEMPOTENCY-KEY-MISSING': { status: 400, retry: 'never' },
  'BT-IDEMPOTENCY-KEY-REUSED': { status: 409, retry: 'never' },
  'BT-NOT-FOUND': { status: 404, retry: 'never' },
  'BT-VERSION-STALE': { status: 409, retry: 'replan' },
  'BT-STATE-WRONG': { status: 409, retry: 'never' },
  'BT-ALREADY-EXISTS': { status: 409, retry: 'never' },
  'BT-TOO-MANY-REQUESTS': { status: 429, retry: 'later' },
  'BT-INTERNAL': { status: 500, retry: 'later' },
  'BT-UNAVAILABLE': { status: 503, retry: 'later' },
  // sign-in and access
  'BT-SIGN-IN-REQUIRED': { status: 401, retry: 'never' },
  'BT-SIGN-IN-FAILED': { status: 401, retry: 'never' },
  'BT-ACCOUNT-LOCKED': { status: 423, retry: 'later' },
  'BT-PASSWORD-WEAK': { status: 400, retry: 'never' },
  'BT-CSRF': { status: 403, retry: 'never' },
  'BT-FORBIDDEN': { status: 403, retry: 'never' },
  // ledger identity
  'BT-MSP-WRONG': { status: 403, retry: 'never' },
  'BT-ACTOR-WRONG': { status: 403, retry: 'never' },
  'BT-ROLE-WRONG': { status: 403, retry: 'never' },
  'BT-BATCH-EXISTS': { status: 409, retry: 'never' },
  'BT-BATCH-ABANDONED': { status: 409, retry: 'replan' },
  'BT-EVENT-TIME': { status: 400, retry: 'never' },
  'BT-COUNTERPART-WRONG': { status: 400, retry: 'never' },
  'BT-PRIVATE-DATA': { status: 400, retry: 'never' },
  'BT-LIMIT': { status: 413, retry: 'never' },
  // goods
  'BT-ENTERPRISE-UNKNOWN': { status: 404, retry: 'never' },
  'BT-ENTERPRISE-EXISTS': { status: 409, retry: 'never' },
  'BT-ENTERPRISE-SUSPENDED': { status: 409, retry: 'never' },
  'BT-PRODUCT-UNKNOWN': { status: 404, retry: 'never' },
  'BT-PRODUCT-EXISTS': { status: 409, retry: 'never' },
  'BT-LOT-UNKNOWN': { status: 404, retry: 'never' },
  'BT-LOT-EXISTS': { status: 409, retry: 'never' },
  'BT-LOT-STOPPED': { status: 409, retry: 'never' },
  'BT-LOT-EXPIRED': { status: 409, retry: 'never' },
  'BT-GOODS-SHORT': { status: 409, retry: 'never' },
  'BT-PARCEL-GONE': { status: 409, retry: 'replan' },
  'BT-SLACK-SPLIT': { status: 409, retry: 'never' },
  'BT-CONSERVATION': { status: 409, retry: 'never' },
  'BT-QUANTITY-INVALID': { status: 400, retry: 'never' },
  'BT-RECEIVER-WRONG': { status: 409, retry: 'never' },
  // codes
  'BT-CODE-INVALID': { status: 400, retry: 'never' },
  'BT-CODE-FORGED': { status: 422, retry: 'never' },
  'BT-CODE-UNKNOWN': { status: 404, retry: 'later' },
  'BT-CODE-DISABLED': { status: 409, retry: 'never' },
  'BT-CODE-NOT-HELD': { status: 409, retry: 'never' },
  'BT-CODE-NOT-IN-POOL': { status: 409, retry: 'never' },
  'BT-CODE-NOT-DRAWN': { status: 409, retry: 'never' },
  'BT-CODE-COUNT': { status: 409, retry: 'never' },
  'BT-CODE-OTHER-PRODUCT': { status: 409, retry: 'never' },
  'BT-BLOCK-UNKNOWN': { status: 404, retry: 'never' },
  'BT-BLOCK-EXISTS': { status: 409, retry: 'replan' },
  'BT-RANGE-INVALID': { status: 400, retry: 'never' },
  // values a person types
  'BT-DATE-INVALID': { status: 400, retry: 'never' },
  'BT-UNIT-UNKNOWN': { status: 400, retry: 'never' },
  'BT-UNIT-CONVERSION': { status: 400, retry: 'never' },
  'BT-NET-CONTENT-INVALID': { status: 400, retry: 'never' },
  'BT-GTIN-INVALID': { status: 400, retry: 'never' },
  'BT-SSCC-INVALID': { status: 400, retry: 'never' },
  'BT-IDENTIFIER-INVALID': { status: 400, retry: 'never' },
  // devices
  'BT-DEVICE-REPEATS': { status: 409, retry: 'never' },
  'BT-DEVICE-UNFIT': { status: 409, retry: 'never' },
  'BT-JOB-DIFFERS': { status: 409, retry: 'never' },
} as const satisfies Record<string, { status: number; retry: 'never' | 'replan' | 'later' }>;

/** A permanent error code, e.g. `BT-PARCEL-GONE`. */
export type ErrorCode = keyof typeof errorCatalogue;

/** True when `text` is a code of the catalogue. */
export const isErrorCode = (text: string): text is ErrorCode => Object.hasOwn(errorCatalogue, text);
