/** Input from outside (a file, an HTTP body, the command line) is not as it must be; the message names the place. */
export class InvalidInput extends Error {
  override readonly name = 'InvalidInput';
}

/** A JSON object. */
export type Fields = Readonly<Record<string, unknown>>;

/** An object, whatever its fields. @throws InvalidInput */
export function record(value: unknown, at: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new InvalidInput(`${at}: an object`);
  return value as Fields;
}

/** An object with no other fields than these. @throws InvalidInput */
export function strictRecord(value: unknown, at: string, allowed: readonly string[]): Fields {
  const fields = record(value, at);
  const unknown = Object.keys(fields).find((name) => !allowed.includes(name));
  if (unknown !== undefined) throw new InvalidInput(`${at}: unknown field ${unknown}`);
  return fields;
}

/** An array. @throws InvalidInput */
export function array(value: unknown, at: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new InvalidInput(`${at}: an array`);
  return value;
}

/** A non-empty string. @throws InvalidInput */
export function text(value: unknown, at: string): string {
  if (typeof value !== 'string' || value === '') throw new InvalidInput(`${at}: a non-empty text`);
  return value;
}

/** A non-empty string, or the default when absent. @throws InvalidInput */
export function textOr(value: unknown, at: string, otherwise: string): string {
  return value === undefined ? otherwise : text(value, at);
}

/** An integer from 0, or the default when absent. @throws InvalidInput */
export function nonNegativeOr(value: unknown, at: string, otherwise: number): number {
  if (value === undefined) return otherwise;
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) {
    throw new InvalidInput(`${at}: an integer from 0`);
  }
  return value;
}

/** true or false, or the default when absent. @throws InvalidInput */
export function booleanOr(value: unknown, at: string, otherwise: boolean): boolean {
  if (value === undefined) return otherwise;
  if (typeof value !== 'boolean') throw new InvalidInput(`${at}: true or false`);
  return value;
}
