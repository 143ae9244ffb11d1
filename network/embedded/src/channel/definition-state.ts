import { common, peer } from '@hyperledger/fabric-protos';
import { readPolicyEnvelope, writePolicyEnvelope } from '../msp/policy-envelope.js';
import { organisationsOf, type SignaturePolicy } from '../msp/policy.js';
import { LIFECYCLE, sequenceKey, type ChaincodeDefinition, type Collection } from './chaincode-definition.js';
import { afterPrefix, publicKey } from '../ledger/state-keys.js';
import { decodeEntry } from '../ledger/state-entry.js';
import type { StateReader } from '../ledger/state-database.js';

const { lifecycle } = peer;

/** State keys and values of a definition in the `_lifecycle` namespace, as Fabric writes them (lifecycle/serializer.go). */
export function definitionState(definition: ChaincodeDefinition): Map<string, Uint8Array> {
  const { name } = definition;
  const metadata = new lifecycle.StateMetadata();
  metadata.setDatatype('ChaincodeDefinition');
  metadata.setFieldsList(['Sequence', 'EndorsementInfo', 'ValidationInfo', 'Collections']);
  const sequence = new lifecycle.StateData();
  sequence.setInt64(definition.sequence);
  return new Map([
    [`namespaces/fields/${name}/Collections`, bytesData(collectionPackage(definition.collections))],
    [`namespaces/fields/${name}/EndorsementInfo`, bytesData(endorsementInfo(definition))],
    [sequenceKey(name), sequence.serializeBinary()],
    [`namespaces/fields/${name}/ValidationInfo`, bytesData(validationInfo(definition.policy))],
    [`namespaces/metadata/${name}`, metadata.serializeBinary()],
  ]);
}

/** Reads a definition from a state; undefined when the chaincode is not defined there. */
export function readDefinition(state: StateReader, name: string): ChaincodeDefinition | undefined {
  const sequence = lifecycleValue(state, sequenceKey(name));
  if (!sequence) return undefined;
  const field = (key: string): Uint8Array => {
    const value = lifecycleValue(state, `namespaces/fields/${name}/${key}`);
    return value ? lifecycle.StateData.deserializeBinary(value).getBytes_asU8() : new Uint8Array();
  };
  const endorsement = lifecycle.ChaincodeEndorsementInfo.deserializeBinary(field('EndorsementInfo'));
  const validation = lifecycle.ChaincodeValidationInfo.deserializeBinary(field('ValidationInfo'));
  const policy = peer.ApplicationPolicy.deserializeBinary(validation.getValidationParameter_asU8());
  return {
    name,
    version: endorsement.getVersion(),
    sequence: lifecycle.StateData.deserializeBinary(sequence).getInt64(),
    policy: readApplicationPolicy(policy),
    initRequired: endorsement.getInitRequired(),
    collections: peer.CollectionConfigPackage.deserializeBinary(field('Collections'))
      .getConfigList()
      .map((config) => config.getStaticCollectionConfig())
      .filter((config) => config !== undefined)
      .map(readCollection),
  };
}

/** Names of all chaincodes defined in a state. */
export async function definedChaincodes(state: StateReader): Promise<string[]> {
  const prefix = publicKey(LIFECYCLE, 'namespaces/metadata/');
  const names: string[] = [];
  for await (const [key] of state.scan({ gte: prefix, lt: afterPrefix(prefix) })) {
    names.push(key.subarray(prefix.length).toString());
  }
  return names;
}

function lifecycleValue(state: StateReader, key: string): Uint8Array | undefined {
  return decodeEntry(state.get(publicKey(LIFECYCLE, key)))?.value;
}

function bytesData(bytes: Uint8Array): Uint8Array {
  const data = new lifecycle.StateData();
  data.setBytes(bytes);
  return data.serializeBinary();
}

function endorsementInfo({ version, initRequired }: ChaincodeDefinition): Uint8Array {
  const info = new lifecycle.ChaincodeEndorsementInfo();
  info.setVersion(version);
  info.setInitRequired(initRequired);
  info.setEndorsementPlugin('escc');
  return info.serializeBinary();
}

function validationInfo(policy: SignaturePolicy): Uint8Array {
  const info = new lifecycle.ChaincodeValidationInfo();
  info.setValidationPlugin('vscc');
  info.setValidationParameter(applicationPolicy(policy).serializeBinary());
  return info.serializeBinary();
}

/** A signature policy as Fabric's ApplicationPolicy. */
export function applicationPolicy(policy: SignaturePolicy): peer.ApplicationPolicy {
  const message = new peer.ApplicationPolicy();
  message.setSignaturePolicy(common.SignaturePolicyEnvelope.deserializeBinary(writePolicyEnvelope(policy)));
  return message;
}

function readApplicationPolicy(policy: peer.ApplicationPolicy): SignaturePolicy {
  return readPolicyEnvelope(
    (policy.getSignaturePolicy() ?? new common.SignaturePolicyEnvelope()).serializeBinary(),
  );
}

/** The collections as Fabric's CollectionConfigPackage. */
export function collectionPackage(collections: readonly Collection[]): Uint8Array {
  const message = new peer.CollectionConfigPackage();
  for (const collection of collections) {
    const config = new peer.StaticCollectionConfig();
    config.setName(collection.name);
    const members = new peer.CollectionPolicyConfig();
    members.setSignaturePolicy(
      common.SignaturePolicyEnvelope.deserializeBinary(writePolicyEnvelope(collection.memberPolicy)),
    );
    config.setMemberOrgsPolicy(members);
    config.setRequiredPeerCount(collection.requiredPeerCount);
    config.setMaximumPeerCount(collection.maxPeerCount);
    config.setBlockToLive(collection.blockToLive);
    config.setMemberOnlyRead(collection.memberOnlyRead);
    config.setMemberOnlyWrite(collection.memberOnlyWrite);
    if (collection.endorsementPolicy)
      config.setEndorsementPolicy(applicationPolicy(collection.endorsementPolicy));
    const wrapper = new peer.CollectionConfig();
    wrapper.setStaticCollectionConfig(config);
    message.addConfig(wrapper);
  }
  return message.serializeBinary();
}

function readCollection(config: peer.StaticCollectionConfig): Collection {
  const members = config.getMemberOrgsPolicy()?.getSignaturePolicy() ?? new common.SignaturePolicyEnvelope();
  const memberPolicy = readPolicyEnvelope(members.serializeBinary());
  const endorsement = config.getEndorsementPolicy();
  return {
    name: config.getName(),
    memberPolicy,
    members: organisationsOf(memberPolicy),
    requiredPeerCount: config.getRequiredPeerCount(),
    maxPeerCount: config.getMaximumPeerCount(),
    blockToLive: config.getBlockToLive(),
    memberOnlyRead: config.getMemberOnlyRead(),
    memberOnlyWrite: config.getMemberOnlyWrite(),
    endorsementPolicy: endorsement ? readApplicationPolicy(endorsement) : undefined,
  };
}
