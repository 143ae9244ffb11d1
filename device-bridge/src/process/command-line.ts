import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { DomainError } from '@baytrace/domain';
import type { z } from 'zod';

/**
 * Reads `--name value` arguments by a strict schema; all values arrive as text.
 * @throws DomainError `BT-INPUT-INVALID` with the argument at fault
 */
export const readArguments = <S extends z.ZodObject>(schema: S, argv: readonly string[]): z.output<S> => {
  const names = Object.keys(schema.shape);
  const options = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]));
  let values: unknown;
  try {
    ({ values } = parseArgs({ args: [...argv], options, strict: true, allowPositionals: false }));
  } catch (error) {
    throw new DomainError('BT-INPUT-INVALID', { reason: String(error) });
  }
  return parseOr(schema, values, 'command line');
};

/** Parses a value by a schema. @throws DomainError `BT-INPUT-INVALID` naming `where` and the first fault */
export const parseOr = <S extends z.ZodType>(schema: S, value: unknown, where: string): z.output<S> => {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const field = issue?.path.map(String).join('.') ?? '';
  throw new DomainError('BT-INPUT-INVALID', { where, field, reason: issue?.message ?? 'invalid' });
};

/** Reads a JSON file by a schema. @throws DomainError `BT-INPUT-INVALID` when it is missing, not JSON or not as asked */
export const readJsonFile = <S extends z.ZodType>(schema: S, path: string): z.output<S> => {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new DomainError('BT-INPUT-INVALID', { where: path, reason: String(error) });
  }
  return parseOr(schema, value, path);
};

/** Content of a password file without its trailing line end. @throws DomainError `BT-INPUT-INVALID` when unreadable */
export const readPasswordFile = (path: string): string => {
  try {
    return readFileSync(path, 'utf8').replace(/\r?\n$/u, '');
  } catch (error) {
    throw new DomainError('BT-INPUT-INVALID', { where: path, reason: String(error) });
  }
};
