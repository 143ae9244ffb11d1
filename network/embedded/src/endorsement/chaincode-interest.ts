import type { Definitions } from '../channel/definitions.js';
import { SYSTEM_NAMESPACES } from '../channel/chaincode-definition.js';
import { sha256 } from '../cryptography/ecdsa.js';
import type { StateReader } from '../ledger/state-database.js';
import { decodeEntry } from '../ledger/state-entry.js';
import { hashedKey, publicKey } from '../ledger/state-keys.js';
import { VALIDATION_PARAMETER } from '../ledger/validation/endorsement-policies.js';
import { readPolicyEnvelope } from '../msp/policy-envelope.js';
import type { SignaturePolicy } from '../msp/policy.js';
import type { NamespaceRecord, ReadWriteSet } from '../simulation/read-write-set.js';

/** Which policies a simulated transaction will have to satisfy in one namespace or collection (peer.ChaincodeCall). */
export interface ChaincodeCall {
  readonly chaincode: string;
  /** Absent = the public namespace. */
  readonly collection?: string;
  /** False when private values were read, which only members' peers can reproduce. */
  readonly noPrivateReads: boolean;
  /** Own policies of written keys. */
  readonly keyPolicies: readonly SignaturePolicy[];
  /** True when every written key has a policy of its own. */
  readonly disregardNamespacePolicy: boolean;
}

interface NamespaceInterest {
  readonly keyPolicies: SignaturePolicy[];
  /** Collection name ('' = public) → its policy is needed. */
  readonly required: Map<string, boolean>;
}

/** The interest of a simulation (core/endorser/endorser.go buildChaincodeInterest). Empty when nothing was touched. */
export function chaincodeInterest(recorded: ReadWriteSet, state: StateReader): ChaincodeCall[] {
  const calls: ChaincodeCall[] = [];
  for (const [chaincode, record] of recorded.namespaces) {
    if (SYSTEM_NAMESPACES.includes(chaincode)) continue;
    calls.push(...namespaceCalls(chaincode, namespaceInterest(chaincode, record, state), record));
  }
  return calls;
}

/** The interest before anything is simulated: the chaincode's own policy. */
export function defaultInterest(chaincode: string): ChaincodeCall[] {
  return [{ chaincode, noPrivateReads: false, keyPolicies: [], disregardNamespacePolicy: false }];
}

/** Policies a call asks for (discovery/endorsement/endorsement.go computePrincipalSets). */
export function policiesOfCall(
  call: ChaincodeCall,
  state: StateReader,
  definitions: Definitions,
): SignaturePolicy[] {
  const policy = namespacePolicy(call, state, definitions);
  return policy && !call.disregardNamespacePolicy ? [policy, ...call.keyPolicies] : [...call.keyPolicies];
}

function namespacePolicy(
  call: ChaincodeCall,
  state: StateReader,
  definitions: Definitions,
): SignaturePolicy | undefined {
  const definition = definitions.get(state, call.chaincode);
  if (call.collection === undefined) return definition?.policy;
  return (
    definitions.collection(state, call.chaincode, call.collection)?.endorsementPolicy ?? definition?.policy
  );
}

function namespaceInterest(
  chaincode: string,
  record: NamespaceRecord,
  state: StateReader,
): NamespaceInterest {
  const interest: NamespaceInterest = { keyPolicies: [], required: new Map() };
  for (const key of [...record.writes.keys(), ...record.metadataWrites.keys()]) {
    addKey(interest, '', publicKey(chaincode, key), state);
  }
  for (const [name, collection] of record.collections) {
    for (const key of [...collection.writes.keys(), ...collection.metadataWrites.keys()]) {
      addKey(interest, name, hashedKey(chaincode, name, sha256(Buffer.from(key))), state);
    }
  }
  const nothingWritten = interest.required.size === 0 && interest.keyPolicies.length === 0;
  if (nothingWritten) interest.required.set('', true);
  for (const [name, collection] of record.collections)
    if (collection.privateRead) interest.required.set(name, true);
  return interest;
}

function addKey(interest: NamespaceInterest, collection: string, stateKey: Buffer, state: StateReader): void {
  const policy = decodeEntry(state.get(stateKey))?.metadata.get(VALIDATION_PARAMETER);
  if (policy && policy.length > 0) interest.keyPolicies.push(readPolicyEnvelope(policy));
  else interest.required.set(collection, true);
}

function namespaceCalls(
  chaincode: string,
  interest: NamespaceInterest,
  record: NamespaceRecord,
): ChaincodeCall[] {
  const calls: ChaincodeCall[] = [];
  const publicRequired = interest.required.get('') === true;
  if (publicRequired || interest.keyPolicies.length > 0) {
    const { keyPolicies } = interest;
    calls.push({ chaincode, noPrivateReads: false, keyPolicies, disregardNamespacePolicy: !publicRequired });
  }
  for (const collection of interest.required.keys()) {
    if (collection === '') continue;
    const noPrivateReads = record.collections.get(collection)?.privateRead !== true;
    calls.push({ chaincode, collection, noPrivateReads, keyPolicies: [], disregardNamespacePolicy: false });
  }
  return calls;
}
