import { existsSync, readFileSync } from 'node:fs';
import { inRepository } from '../repository.mjs';
import { makeApiFiles } from './generate-api.mjs';

const textOf = (path) =>
  existsSync(inRepository(path)) ? readFileSync(inRepository(path), 'utf8') : undefined;

/** Files in the repository that differ from what the built gateway would generate now. */
export const staleApiFiles = async () => {
  const files = await makeApiFiles();
  return [...files].filter(([path, text]) => textOf(path) !== text).map(([path]) => path);
};
