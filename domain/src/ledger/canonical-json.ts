/** A value that canonical JSON can carry: no floats, no `undefined` inside arrays, no class instances. */
export type Json =
  string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };

const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const scalar = (value: string | number | boolean | null): string => {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) {
    throw new RangeError('canonical JSON carries safe integers only; use decimal strings');
  }
  return JSON.stringify(value);
};

/**
 * JSON with object keys in code-unit order, no white space, absent members left out (after RFC 8785, limited
 * to safe integers). The same value gives the same bytes on every peer.
 *
 * @throws RangeError for a number that is not a safe integer.
 */
export const canonicalJson = (value: Json): string => {
  if (value === null || typeof value !== 'object') return scalar(value);
  if (Array.isArray(value)) return `[${value.map((item: Json) => canonicalJson(item)).join(',')}]`;
  const members = Object.entries(value as { readonly [key: string]: Json | undefined })
    .filter((entry): entry is [string, Json] => entry[1] !== undefined)
    .sort(([a], [b]) => byCodeUnit(a, b))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
};
