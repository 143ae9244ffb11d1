import { isErrorCode, type ErrorCode } from '@baytrace/domain/errors';

/** A catalogue code, or `OFFLINE` when no answer came at all. */
export type ProblemCode = ErrorCode | 'OFFLINE';

/** One field that the gateway refused: `path` like `lines.0.quantity`. */
export interface FieldProblem {
  readonly path: string;
  readonly message: string;
}

/** A refusal or failure of a call, with the permanent code that the user's words are chosen by (RFC 9457). */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';

  constructor(
    readonly code: ProblemCode,
    readonly status: number,
    readonly params: Readonly<Record<string, string | number>> = {},
    readonly fields: readonly FieldProblem[] = [],
    readonly requestId: string | null = null,
  ) {
    super(code);
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isParam = (value: unknown): value is string | number =>
  typeof value === 'string' || typeof value === 'number';

const paramsOf = (value: unknown): Record<string, string | number> =>
  isRecord(value)
    ? Object.fromEntries(Object.entries(value).flatMap(([k, v]) => (isParam(v) ? [[k, v] as const] : [])))
    : {};

const fieldsOf = (value: unknown): FieldProblem[] =>
  Array.isArray(value)
    ? value.flatMap((entry: unknown) =>
        isRecord(entry) && typeof entry['path'] === 'string'
          ? [{ path: entry['path'], message: typeof entry['message'] === 'string' ? entry['message'] : '' }]
          : [],
      )
    : [];

const statusCodes: Readonly<Record<number, ErrorCode>> = {
  400: 'BT-INPUT-INVALID',
  401: 'BT-SIGN-IN-REQUIRED',
  403: 'BT-FORBIDDEN',
  404: 'BT-NOT-FOUND',
  409: 'BT-STATE-WRONG',
  413: 'BT-INPUT-TOO-LARGE',
  429: 'BT-TOO-MANY-REQUESTS',
  502: 'BT-UNAVAILABLE',
  503: 'BT-UNAVAILABLE',
  504: 'BT-UNAVAILABLE',
};

/** Reads a problem document; a foreign body (a proxy's page) gets the code of its HTTP status. */
export const problemFrom = (status: number, body: unknown): ApiProblem => {
  const document: Readonly<Record<string, unknown>> = isRecord(body) ? body : {};
  const code =
    typeof document['code'] === 'string' && isErrorCode(document['code'])
      ? document['code']
      : (statusCodes[status] ?? 'BT-INTERNAL');
  const requestId = typeof document['requestId'] === 'string' ? document['requestId'] : null;
  return new ApiProblem(code, status, paramsOf(document['params']), fieldsOf(document['errors']), requestId);
};

/** Anything thrown by a call as an {@link ApiProblem}: a failed connection is `OFFLINE`, a defect stays one. */
export const toProblem = (thrown: unknown): ApiProblem => {
  if (thrown instanceof ApiProblem) return thrown;
  if (thrown instanceof TypeError && /fetch|network|load failed/iu.test(thrown.message)) {
    return new ApiProblem('OFFLINE', 0);
  }
  throw thrown;
};

/** True when the same request, sent again with the same Idempotency-Key, may go through. */
export const mayRetry = (problem: ApiProblem): boolean =>
  problem.code === 'OFFLINE' || problem.status === 429 || problem.status >= 500;
