import { errorCodeOf } from '../error-code.js';

/** SQLSTATE classes and socket errors that mean: the connection is gone or not there yet. */
const connectionStates = /^(?:08|57P0[1235]|53300)/u;
const socketCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'ENOENT',
]);
const connectionMessages =
  /Connection terminated|timeout exceeded when trying to connect|not queryable|connection error|not currently accepting connections|query runner (?:was )?already released/iu;

/** SQLSTATE 40001 serialization_failure, 40P01 deadlock_detected: the same transaction may succeed when repeated. */
const repeatableStates = new Set(['40001', '40P01']);

/** True when PostgreSQL could not be reached or went away; nothing is known of what was under way. */
export const isConnectionLost = (error: unknown): boolean => {
  if (error instanceof AggregateError) return error.errors.some(isConnectionLost);
  const code = errorCodeOf(error);
  if (socketCodes.has(code) || connectionStates.test(code)) return true;
  return error instanceof Error && connectionMessages.test(error.message);
};

/** True when PostgreSQL undid the transaction because of another one. */
export const isRepeatable = (error: unknown): boolean => repeatableStates.has(errorCodeOf(error));

/** True for a violated unique index (SQLSTATE 23505), of this name when one is given. */
export const isUniqueViolation = (error: unknown, constraint?: string): boolean => {
  if (errorCodeOf(error) !== '23505') return false;
  if (constraint === undefined) return true;
  return (
    typeof error === 'object' && error !== null && 'constraint' in error && error.constraint === constraint
  );
};
