import { TWO_OF_THREE, type ChaincodeDefinition, type Collection } from '../network.js';

/** The chaincode that clients call, and the one that it calls. */
export const CALLER = 'random-program';
export const CALLEE = 'random-callee';

/** Names of the collections of both chaincodes. */
export const COLLECTIONS = ['guarded', 'open', 'brief', 'one-sided'] as const;

const collections: readonly Collection[] = [
  {
    name: 'guarded',
    policy: "OR('GuangdongMSP.member','HongKongMSP.member')",
    requiredPeerCount: 0,
    maxPeerCount: 2,
    blockToLive: 0,
    memberOnlyRead: true,
    memberOnlyWrite: true,
  },
  {
    name: 'open',
    policy: "OR('GuangdongMSP.member','HongKongMSP.member','MacaoMSP.member')",
    requiredPeerCount: 0,
    maxPeerCount: 2,
    blockToLive: 0,
    memberOnlyRead: false,
    memberOnlyWrite: false,
    endorsementPolicy: { signaturePolicy: TWO_OF_THREE },
  },
  {
    name: 'brief',
    policy: "OR('GuangdongMSP.member','MacaoMSP.member')",
    requiredPeerCount: 0,
    maxPeerCount: 2,
    blockToLive: 3,
    memberOnlyRead: false,
    memberOnlyWrite: false,
  },
  {
    name: 'one-sided',
    policy: "OR('HongKongMSP.member','MacaoMSP.member')",
    requiredPeerCount: 0,
    maxPeerCount: 2,
    blockToLive: 0,
    memberOnlyRead: false,
    memberOnlyWrite: true,
    endorsementPolicy: { signaturePolicy: "OR('HongKongMSP.peer','MacaoMSP.peer')" },
  },
];

/** Endorsement policies that upgrades take turns with. */
const POLICIES = [
  TWO_OF_THREE,
  "OR('GuangdongMSP.peer','HongKongMSP.peer','MacaoMSP.peer')",
  "AND('GuangdongMSP.peer',OR('HongKongMSP.peer','MacaoMSP.peer'))",
] as const;

/** Number of variants that {@link programDefinitions} knows. */
export const VARIANTS = POLICIES.length;

/**
 * Definitions of both chaincodes.
 *
 * @param sequence of the caller
 * @param variant which of the caller's endorsement policies
 * @param program path of `random-program.cjs`
 */
export function programDefinitions(
  sequence: number,
  variant: number,
  program: string,
): readonly ChaincodeDefinition[] {
  const policy = POLICIES[variant % VARIANTS] ?? TWO_OF_THREE;
  return [
    { name: CALLER, version: `1.${sequence}`, sequence, policy, collections, program },
    { name: CALLEE, version: '1.0', sequence: 1, collections, program },
  ];
}
