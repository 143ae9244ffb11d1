/**
 * Baytrace needs Node 20.19 or newer (charter §9). Kept free of newer syntax and of imports, so that an older Node
 * reads it and says so in one sentence.
 */

/** True when a version such as `20.19.0` is new enough. */
export function isNodeNewEnough(version) {
  const parts = version.split('.');
  const major = Number(parts[0]);
  return major > 20 || (major === 20 && Number(parts[1]) >= 19);
}

/** Ends the process with one clear sentence when Node is too old. */
export function requireNode() {
  if (isNodeNewEnough(process.versions.node)) return;
  console.error('Baytrace needs Node 20.19 or newer; this is Node ' + process.versions.node + '.');
  process.exit(1);
}
