/** True when the concrete `topic` lies within the MQTT filter (MQTT 3.1.1 §4.7; `$` topics match no wildcard). */
export const topicMatches = (filter: string, topic: string): boolean => filterCovers(filter, topic);

/**
 * True when every topic that `asked` (a topic or a filter) can match is matched by `allowed`.
 * `+` covers any one level but `#`, `#` covers the rest, `$…` is covered by no leading wildcard.
 */
export const filterCovers = (allowed: string, asked: string): boolean => {
  const [own, other] = [allowed.split('/'), asked.split('/')];
  if (other[0]?.startsWith('$') === true && own[0] !== other[0]) return false;
  for (const [at, level] of own.entries()) {
    if (level === '#') return true;
    const wanted = other[at];
    if (wanted === undefined || wanted === '#') return false;
    if (level !== '+' && level !== wanted) return false;
  }
  return own.length === other.length;
};

/** True when one of the filters covers `asked`. */
export const anyCovers = (filters: readonly string[], asked: string): boolean =>
  filters.some((filter) => filterCovers(filter, asked));
