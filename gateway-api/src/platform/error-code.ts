/**
 * The `code` of an error of Node or PostgreSQL, such as `ENOENT` or `23505`; empty when it has none. By shape,
 * not by class, since errors may come from another realm (worker, virtual machine).
 */
export const errorCodeOf = (error: unknown): string => {
  if (typeof error !== 'object' || error === null || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
};

/** True when a file or folder does not exist. */
export const isMissingFile = (error: unknown): boolean => errorCodeOf(error) === 'ENOENT';
