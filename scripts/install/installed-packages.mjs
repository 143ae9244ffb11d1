import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const readPackages = (file) => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
  } catch (error) {
    if (error.code === 'ENOENT' || error instanceof SyntaxError) return undefined;
    throw error;
  }
};

const isInstalledPackage = (path) => path.includes('node_modules/');

/**
 * Says why node_modules does not match the lock file, or undefined when it does. npm writes its own list
 * (node_modules/.package-lock.json) as the last act of an installation, so an interrupted one is found too.
 * Optional packages may be missing: they are for other platforms.
 */
export const installationFault = (root) => {
  const wanted = readPackages(join(root, 'package-lock.json'));
  if (wanted === undefined) return 'package-lock.json is missing or damaged';
  const present = readPackages(join(root, 'node_modules', '.package-lock.json'));
  if (present === undefined) return 'node_modules is missing';
  const differing = Object.entries(wanted).find(
    ([path, entry]) =>
      isInstalledPackage(path) &&
      (present[path] === undefined ? entry.optional !== true : present[path].version !== entry.version),
  );
  if (differing !== undefined) return `${differing[0]} is not the version of package-lock.json`;
  const surplus = Object.keys(present).find((path) => isInstalledPackage(path) && wanted[path] === undefined);
  return surplus === undefined ? undefined : `${surplus} is not in package-lock.json`;
};
