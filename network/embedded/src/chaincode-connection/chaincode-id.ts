import type { ChaincodeDefinition } from '../channel/chaincode-definition.js';

/** What of a definition says which chaincode process serves it. */
export type ChaincodeVersion = Pick<ChaincodeDefinition, 'name' | 'version' | 'sequence'>;

const HASH = /^[0-9a-f]{64}$/;

/** `name:version`, Fabric's id of a chaincode that nobody packaged (lifecycle/endorsement_info.go, development mode). */
export function chaincodeId({ name, version }: Pick<ChaincodeVersion, 'name' | 'version'>): string {
  return `${name}:${version}`;
}

/**
 * Whether a chaincode that registers as `id` (`CORE_CHAINCODE_ID_NAME`) serves a definition:
 * - `name:version` serves this version, as a peer in development mode has it;
 * - `label:hash` (a package id, 64 hexadecimal digits) serves by its label: `name_version` this version, `name` every one;
 * - `name` alone serves every version.
 */
export function serves(id: string, { name, version }: ChaincodeVersion): boolean {
  const colon = id.indexOf(':');
  if (colon < 0) return id === name;
  const label = id.slice(0, colon);
  const rest = id.slice(colon + 1);
  if (HASH.test(rest)) return label === name || label === `${name}_${version}`;
  return label === name && rest === version;
}
