/** One change of a document's history, as text. */
export interface ChangedField {
  readonly field: string;
  readonly from: string;
  readonly to: string;
}

const show = (value: unknown): string => {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const pairOf = (value: unknown): readonly [unknown, unknown] => {
  if (Array.isArray(value)) return [value[0], value[1]];
  if (isRecord(value) && ('from' in value || 'to' in value)) return [value['from'], value['to']];
  return [undefined, value];
};

/** Reads the changes of a history entry: field → [before, after], {from, to}, or the new value alone. */
export const changedFields = (changes: unknown): ChangedField[] =>
  isRecord(changes)
    ? Object.entries(changes).map(([field, value]) => {
        const [from, to] = pairOf(value);
        return { field, from: show(from), to: show(to) };
      })
    : [];
