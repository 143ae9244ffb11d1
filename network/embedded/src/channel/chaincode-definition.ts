import type { SignaturePolicy } from '../msp/policy.js';

/** A private data collection of a chaincode (Fabric collections_config.json). */
export interface Collection {
  readonly name: string;
  /** Who gets the private values. */
  readonly memberPolicy: SignaturePolicy;
  /** MSP ids of the member policy. */
  readonly members: readonly string[];
  readonly requiredPeerCount: number;
  readonly maxPeerCount: number;
  /** Blocks after which values and hashes are removed; 0 = never. */
  readonly blockToLive: number;
  readonly memberOnlyRead: boolean;
  readonly memberOnlyWrite: boolean;
  /** Overrides the chaincode's policy for keys of this collection. */
  readonly endorsementPolicy: SignaturePolicy | undefined;
}

/** A chaincode as the channel knows it; `sequence` rises with every change. */
export interface ChaincodeDefinition {
  readonly name: string;
  readonly version: string;
  readonly sequence: number;
  readonly policy: SignaturePolicy;
  readonly collections: readonly Collection[];
  /** `Init` must be called, once per version, before anything else. */
  readonly initRequired: boolean;
}

/** Namespace in which definitions live (Fabric core/chaincode/lifecycle). */
export const LIFECYCLE = '_lifecycle';

const IMPLICIT = /^_implicit_org_(.+)$/;

/** The key every invocation of a chaincode reads, so that an upgrade invalidates transactions in flight. */
export function sequenceKey(chaincode: string): string {
  return `namespaces/fields/${chaincode}/Sequence`;
}

/** Finds a collection by name, the implicit one of each organisation included; undefined when there is none. */
export function findCollection(
  definition: ChaincodeDefinition,
  name: string,
  organisations: readonly string[],
): Collection | undefined {
  const mspId = IMPLICIT.exec(name)?.[1];
  if (mspId === undefined) return definition.collections.find((collection) => collection.name === name);
  return organisations.includes(mspId) ? implicitCollection(name, mspId) : undefined;
}

/** `_implicit_org_<MSPID>`: that organisation is the only member and endorses (lifecycle/deployedcc_infoprovider.go). */
function implicitCollection(name: string, mspId: string): Collection {
  return {
    name,
    memberPolicy: { mspId, role: 'member' },
    members: [mspId],
    requiredPeerCount: 0,
    maxPeerCount: 0,
    blockToLive: 0,
    memberOnlyRead: false,
    memberOnlyWrite: false,
    endorsementPolicy: { mspId, role: 'peer' },
  };
}
