import path from 'node:path';
import { TWO_OF_THREE, type ChaincodeDefinition, type Collection } from './network.js';

/** The program that serves the probe chaincode, which exercises every call of the shim. */
export const PROBE_PROGRAM = path.join(import.meta.dirname, '..', 'chaincode', 'probe.cjs');

const ANY_MEMBER = "OR('GuangdongMSP.member','HongKongMSP.member','MacaoMSP.member')";
const MAINLAND_AND_HONG_KONG = "OR('GuangdongMSP.member','HongKongMSP.member')";

const collection = (name: string, policy: string, more: Partial<Collection> = {}): Collection => ({
  name,
  policy,
  requiredPeerCount: 0,
  maxPeerCount: 2,
  blockToLive: 0,
  memberOnlyRead: false,
  memberOnlyWrite: false,
  ...more,
});

/** Collections of the chaincode `probe`: each shows one rule. */
export const PROBE_COLLECTIONS: readonly Collection[] = [
  collection('all', ANY_MEMBER),
  collection('pair', MAINLAND_AND_HONG_KONG),
  collection('guarded', MAINLAND_AND_HONG_KONG, { memberOnlyRead: true, memberOnlyWrite: true }),
  collection('byHongKong', ANY_MEMBER, { endorsementPolicy: { signaturePolicy: "OR('HongKongMSP.peer')" } }),
  collection('short', ANY_MEMBER, { blockToLive: 2 }),
];

/** Definition of a chaincode served by the probe program. */
export function probeDefinition(name: string, more: Partial<ChaincodeDefinition> = {}): ChaincodeDefinition {
  return { name, version: '1.0', sequence: 1, policy: TWO_OF_THREE, program: PROBE_PROGRAM, ...more };
}

/**
 * The chaincodes of a conformance network: `probe` for almost every rule, `callee` that Macao alone endorses,
 * `initial` that must be initialised first, `changing` that is upgraded and crashes.
 */
export const CONFORMANCE_CHAINCODES: readonly ChaincodeDefinition[] = [
  probeDefinition('probe', { collections: PROBE_COLLECTIONS }),
  probeDefinition('callee', { policy: "OR('MacaoMSP.peer')" }),
  probeDefinition('changing'),
  probeDefinition('initial', { initRequired: true }),
];
