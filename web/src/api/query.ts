type Present<Q> = { [K in keyof Q]?: Exclude<Q[K], '' | null | undefined> };

/** The entries of a query that say something: empty text, null and undefined are left out. */
export const present = <Q extends object>(query: Q): Present<Q> =>
  Object.fromEntries(
    Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== ''),
  ) as Present<Q>;
