import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { DomainError } from '@baytrace/domain';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { InvalidInput } from './invalid-input.js';

/** 8 to 64 letters, digits, `-`, `_`; a random UUID is a good one. */
export const idempotencyKeySchema = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/u);

/**
 * The request's `Idempotency-Key`.
 * @throws DomainError BT-IDEMPOTENCY-KEY-MISSING, BT-INPUT-INVALID for a malformed one.
 */
export const idempotencyKeyOf = (request: FastifyRequest): string => {
  const header = request.headers['idempotency-key'];
  if (header === undefined) throw new DomainError('BT-IDEMPOTENCY-KEY-MISSING');
  const key = idempotencyKeySchema.safeParse(header);
  if (!key.success) throw InvalidInput.at('headers.idempotency-key', '8 to 64 of A-Z a-z 0-9 _ -');
  return key.data;
};

/** Parameter of commands: the caller's `Idempotency-Key`, unique per account. */
export const IdempotencyKey = createParamDecorator((_: unknown, context: ExecutionContext): string =>
  idempotencyKeyOf(context.switchToHttp().getRequest<FastifyRequest>()),
);
