import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { inRepository } from '../repository.mjs';

/**
 * Writes docker-compose.yml and the settings it mounts from the built Fabric network; network/compose holds nothing else.
 * @returns paths in the repository
 */
export const writeContainerFiles = async () => {
  const { containerFiles } = await import('../../network/fabric/dist/containers/container-files.js');
  const files = containerFiles();
  rmSync(inRepository('network/compose'), { recursive: true, force: true });
  for (const [path, text] of files) {
    mkdirSync(dirname(inRepository(path)), { recursive: true });
    writeFileSync(inRepository(path), text);
  }
  return [...files.keys()];
};
