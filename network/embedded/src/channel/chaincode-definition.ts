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

/** Namespaces of the system chaincodes, which need no endorsement of their own (internal/peer/node/start.go builtinSCCs). */
export const SYSTEM_NAMESPACES: readonly string[] = [LIFECYCLE, 'lscc', 'qscc', 'cscc'];

const IMPLICIT = /^_implicit_org_(.+)$/;

/** The key every invocation of a chaincode reads, so that an upgrade invalidates transactions in flight. */
export function sequenceKey(chaincode: string): string {
  return `namespaces/fields/${chaincode}/Sequence`;
}

/** All keys of a definition; every use of private data reads them (core/ledger/kvledger/txmgmt/txmgr/collection_val.go). */
export function definitionKeys(chaincode: string): string[] {
  const fields = ['Sequence', 'EndorsementInfo', 'ValidationInfo', 'Collections'];
  return [
    `namespaces/metadata/${chaincode}`,
    ...fields.map((field) => `namespaces/fields/${chaincode}/${field}`),
  ];
}

/** MSP id of the organisation whose implicit collection this is; undefined for an explicit one. */
export function implicitOrganisation(collection: string): string | undefined {
  return IMPLICIT.exec(collection)?.[1];
}

/** Finds a collection by name, the implicit one of each organisation included; undefined when there is none. */
export function findCollection(
  definition: ChaincodeDefinition,
  name: string,
  organisations: readonly string[],
): Collection | undefined {
  const mspId = implicitOrganisation(name);
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
