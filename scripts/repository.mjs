import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Absolute path of the repository. */
export const repository = dirname(dirname(fileURLToPath(import.meta.url)));

/** Absolute path of something inside the repository. */
export const inRepository = (...parts) => join(repository, ...parts);
