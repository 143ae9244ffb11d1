import { homedir } from 'node:os';
import { join } from 'node:path';

/** Release of Fabric that the network is made for and that `install` fetches. */
export const fabricVersion = '3.1.5';

/** Folder in which `install` keeps the release: `$XDG_CACHE_HOME` or `~/.cache`, then `baytrace/fabric-<version>`. */
export function programCache(environment: NodeJS.ProcessEnv = process.env): string {
  const cache = environment['XDG_CACHE_HOME'];
  const base = cache === undefined || cache === '' ? join(homedir(), '.cache') : cache;
  return join(base, 'baytrace', `fabric-${fabricVersion}`);
}
