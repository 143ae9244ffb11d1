/** One field that two versions of a record give differently, as text. */
export interface Difference {
  readonly field: string;
  readonly mine: string;
  readonly theirs: string;
}

const show = (value: unknown): string => {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
};

/** The fields of `mine` that `theirs` gives differently. */
export const differences = (mine: object, theirs: object): Difference[] =>
  Object.entries(mine).flatMap(([field, value]: [string, unknown]) => {
    const [a, b] = [show(value), show((theirs as Record<string, unknown>)[field])];
    return a === b ? [] : [{ field, mine: a, theirs: b }];
  });
