import { FabricNetworkError } from '../errors/fabric-network-error.js';

const storage: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'files may not become that large here',
  EROFS: 'the file system is read-only',
  EACCES: 'it may not be written',
  EPERM: 'it may not be written',
};

/** Code of a system error, also of the one inside `fetch failed`. */
export function systemCode(error: unknown): string | undefined {
  for (let at: unknown = error; typeof at === 'object' && at !== null; at = (at as Error).cause) {
    const { code } = at as NodeJS.ErrnoException;
    if (typeof code === 'string') return code;
  }
  return undefined;
}

/**
 * Says what an error of the file system means to whoever installs; undefined when it is none.
 * @param folder what could not be written
 */
export function storageFailure(error: unknown, folder: string): FabricNetworkError | undefined {
  const code = systemCode(error) ?? '';
  const reason = storage[code];
  if (reason === undefined) return undefined;
  const kind = code === 'ENOSPC' || code === 'EDQUOT' ? 'DISK-FULL' : 'STORAGE';
  return new FabricNetworkError(
    `BT-FABRIC-INSTALL-${kind}`,
    `Fabric cannot be written to ${folder}: ${reason}. XDG_CACHE_HOME names another place.`,
    { cause: error },
  );
}
