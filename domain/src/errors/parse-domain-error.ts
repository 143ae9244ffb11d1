import { isErrorCode } from './catalogue.js';
import { DomainError } from './domain-error.js';

const pattern = /(BT-[A-Z-]+) (\{.*?\})(?=$|[^}])/su;

const isParams = (value: unknown): value is Record<string, string | number> =>
  typeof value === 'object' &&
  value !== null &&
  Object.values(value).every((v) => typeof v === 'string' || typeof v === 'number');

/**
 * Finds a {@link DomainError} inside a longer text, such as `chaincode response 500, BT-… {…}`.
 * Returns `undefined` when the text carries none.
 */
export const parseDomainError = (text: string): DomainError | undefined => {
  const match = pattern.exec(text);
  const [, code, json] = match ?? [];
  if (code === undefined || json === undefined || !isErrorCode(code)) return undefined;
  try {
    const params: unknown = JSON.parse(json);
    return new DomainError(code, isParams(params) ? params : {});
  } catch (error) {
    if (error instanceof SyntaxError) return new DomainError(code);
    throw error;
  }
};
