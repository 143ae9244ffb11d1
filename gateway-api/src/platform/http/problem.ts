import { DomainError, type ErrorCode, errorCatalogue } from '@baytrace/domain';
import { HttpException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { isConnectionLost } from '../database/database-errors.js';
import { errorCodeOf } from '../error-code.js';
import { InvalidInput } from './invalid-input.js';

/** Problem document (RFC 9457) with the permanent code and the facts of the refusal. */
export const problemSchema = z
  .strictObject({
    type: z.string().describe('https://baytrace.example/problems/<code>'),
    title: z.string(),
    status: z.int(),
    code: z.string().describe('permanent code, BT-…'),
    params: z.record(z.string(), z.union([z.string(), z.number()])),
    detail: z.string().optional(),
    instance: z.string(),
    requestId: z.string(),
    retry: z.enum(['never', 'replan', 'later']),
    errors: z
      .array(z.strictObject({ path: z.string(), message: z.string(), code: z.string() }))
      .optional()
      .describe('with BT-INPUT-INVALID: what is wrong, field by field'),
  })
  .meta({ id: 'Problem' });

/** A problem document. */
export type Problem = z.infer<typeof problemSchema>;

const codeOfStatus: Readonly<Record<number, ErrorCode>> = {
  401: 'BT-SIGN-IN-REQUIRED',
  403: 'BT-FORBIDDEN',
  404: 'BT-NOT-FOUND',
  413: 'BT-INPUT-TOO-LARGE',
  429: 'BT-TOO-MANY-REQUESTS',
  503: 'BT-UNAVAILABLE',
};

const fromStatus = (status: number, message: string): DomainError => {
  const code = codeOfStatus[status];
  if (code !== undefined) return new DomainError(code);
  return status < 500 ? InvalidInput.at('', message, 'http') : new DomainError('BT-INTERNAL');
};

/** What Fastify and its plugins throw inside a handler at bad input, e.g. too many multipart parts. */
const isFastifyRefusal = (error: unknown): error is { statusCode: number; message: string } =>
  errorCodeOf(error).startsWith('FST_') &&
  typeof error === 'object' &&
  error !== null &&
  'statusCode' in error &&
  typeof error.statusCode === 'number' &&
  error.statusCode < 500;

/** Any thrown value as a refusal with a code; what nobody foresaw becomes BT-INTERNAL. */
export const toDomainError = (error: unknown): DomainError => {
  if (error instanceof DomainError) return error;
  if (error instanceof HttpException) return fromStatus(error.getStatus(), error.message);
  if (isFastifyRefusal(error)) return fromStatus(error.statusCode, error.message);
  if (isConnectionLost(error)) return new DomainError('BT-UNAVAILABLE', { part: 'database' });
  return new DomainError('BT-INTERNAL');
};

const titleOf = (code: ErrorCode): string => {
  const words = code.slice('BT-'.length).toLowerCase().replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** The document for a refusal. */
export const problemOf = (error: DomainError, instance: string, requestId: string): Problem => {
  const { status, retry } = errorCatalogue[error.code];
  return {
    type: `https://baytrace.example/problems/${error.code}`,
    title: titleOf(error.code),
    status,
    code: error.code,
    params: { ...error.params },
    instance,
    requestId,
    retry,
    ...(error instanceof InvalidInput ? { errors: [...error.faults] } : {}),
  };
};

/** Answers what the router refuses before any route is found, e.g. an address that is no percent-encoded text. */
export const refuseAddress = (error: Error, request: FastifyRequest, reply: FastifyReply): void => {
  const problem = problemOf(toDomainError(error), request.url.split('?')[0] ?? '/', request.id);
  void reply.code(problem.status).type('application/problem+json').send(problem);
};
