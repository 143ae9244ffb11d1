import { peer } from '@hyperledger/fabric-protos';
import { findCollection, type ChaincodeDefinition } from '../../channel/chaincode-definition.js';
import type { Definitions } from '../../channel/definitions.js';
import { PolicyEnvelopeError, readPolicyEnvelope } from '../../msp/policy-envelope.js';
import { satisfies, type Signer } from '../../msp/policy-evaluation.js';
import type { SignaturePolicy } from '../../msp/policy.js';
import type { StateReader } from '../state-database.js';
import { decodeEntry } from '../state-entry.js';
import { hashedKey, publicKey } from '../state-keys.js';
import type { ChaincodeEffect, NamespaceSet } from '../transaction.js';
import { InvalidTransaction } from '../validation-code.js';

const { TxValidationCode: Code } = peer;

/** Metadata name under which a key's own endorsement policy is kept (peer.MetaDataKeys). */
export const VALIDATION_PARAMETER = 'VALIDATION_PARAMETER';

/** State keys whose policy an earlier transaction of the same block changes. */
export type ChangedPolicies = Set<string>;

/** A key that is written, and the collection it is in. */
interface WrittenKey {
  readonly stateKey: Buffer;
  readonly collection: string | undefined;
}

/**
 * Evaluates the policies of a transaction: each written key's own policy, else its collection's, else the chaincode's;
 * the chaincode's when nothing else was checked (core/common/validation/statebased/{v20,validator_keylevel}.go).
 */
export class EndorsementPolicies {
  constructor(
    private readonly state: StateReader,
    private readonly definitions: Definitions,
  ) {}

  /**
   * @throws InvalidTransaction ENDORSEMENT_POLICY_FAILURE, or INVALID_CHAINCODE when a namespace is not defined
   */
  check(
    effect: ChaincodeEffect,
    namespaces: readonly string[],
    signers: readonly Signer[],
    changed: ChangedPolicies,
  ): void {
    for (const name of namespaces) {
      const definition = this.definitions.get(this.state, name);
      if (!definition)
        throw new InvalidTransaction(Code.INVALID_CHAINCODE, `chaincode ${name} is not defined`);
      const set = effect.namespaces.find(({ namespace }) => namespace === name);
      const policies = set ? this.#policiesOf(set, definition, changed) : [];
      if (policies.length === 0) policies.push(definition.policy);
      if (policies.some((policy) => !satisfies(policy, signers)))
        throw policyFailure(`policy of ${name} not satisfied`);
    }
  }

  /** Notes the keys whose policy this transaction changes, for the transactions after it. */
  static noteChanges(effect: ChaincodeEffect, changed: ChangedPolicies): void {
    for (const set of effect.namespaces) {
      for (const { stateKey } of metadataKeys(set)) changed.add(stateKey.toString('latin1'));
    }
  }

  #policiesOf(
    set: NamespaceSet,
    definition: ChaincodeDefinition,
    changed: ChangedPolicies,
  ): SignaturePolicy[] {
    const policies = new Set<SignaturePolicy>();
    for (const written of [...valueKeys(set), ...metadataKeys(set)]) {
      if (changed.has(written.stateKey.toString('latin1'))) {
        throw policyFailure('the policy of a key was changed earlier in this block');
      }
      policies.add(this.#keyPolicy(written) ?? this.#defaultPolicy(definition, written.collection));
    }
    return [...policies];
  }

  #keyPolicy(written: WrittenKey): SignaturePolicy | undefined {
    const bytes = decodeEntry(this.state.get(written.stateKey))?.metadata.get(VALIDATION_PARAMETER);
    if (!bytes || bytes.length === 0) return undefined;
    try {
      return readPolicyEnvelope(bytes);
    } catch (error) {
      if (error instanceof PolicyEnvelopeError) throw policyFailure(error.message);
      throw error;
    }
  }

  #defaultPolicy(definition: ChaincodeDefinition, collectionName: string | undefined): SignaturePolicy {
    if (collectionName === undefined) return definition.policy;
    const collection = findCollection(definition, collectionName, this.definitions.organisations);
    if (!collection) throw policyFailure(`collection ${collectionName} is not defined`);
    return collection.endorsementPolicy ?? definition.policy;
  }
}

function policyFailure(reason: string): InvalidTransaction {
  return new InvalidTransaction(Code.ENDORSEMENT_POLICY_FAILURE, reason);
}

function valueKeys({ namespace, set, collections }: NamespaceSet): WrittenKey[] {
  const open = set.getWritesList().map((write) => ({
    stateKey: publicKey(namespace, write.getKey()),
    collection: undefined,
  }));
  const hashed = collections.flatMap((collection) =>
    collection.set.getHashedWritesList().map((write) => ({
      stateKey: hashedKey(namespace, collection.name, write.getKeyHash_asU8()),
      collection: collection.name,
    })),
  );
  return [...open, ...hashed];
}

function metadataKeys({ namespace, set, collections }: NamespaceSet): WrittenKey[] {
  const open = set.getMetadataWritesList().map((write) => ({
    stateKey: publicKey(namespace, write.getKey()),
    collection: undefined,
  }));
  const hashed = collections.flatMap((collection) =>
    collection.set.getMetadataWritesList().map((write) => ({
      stateKey: hashedKey(namespace, collection.name, write.getKeyHash_asU8()),
      collection: collection.name,
    })),
  );
  return [...open, ...hashed];
}
