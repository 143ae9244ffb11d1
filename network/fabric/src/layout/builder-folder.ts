import { fileURLToPath } from 'node:url';

/** Folder of our external builder (`bin/{detect,build,release}`), beside src and dist. */
export const builderFolder: string = fileURLToPath(new URL('../../builder', import.meta.url)).replace(
  /\/$/,
  '',
);
