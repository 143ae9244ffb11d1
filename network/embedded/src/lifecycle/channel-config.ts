import { common, msp, orderer } from '@hyperledger/fabric-protos';
import { writePolicyEnvelope } from '../msp/policy-envelope.js';
import type { PrincipalRole, SignaturePolicy } from '../msp/policy.js';
import type { BatchLimits } from '../ordering/block-cutter.js';

/** An organisation as its MSP definition needs it. */
export interface OrganisationCertificates {
  readonly mspId: string;
  /** Root CA certificate, PEM. */
  readonly caCertificate: string;
  /** TLS root CA certificate, PEM; absent for an organisation that serves no TLS. */
  readonly tlsCaCertificate?: string;
}

/** What the channel's configuration says. */
export interface ChannelConfiguration {
  readonly organisations: readonly OrganisationCertificates[];
  readonly orderer: OrganisationCertificates;
  readonly batch: BatchLimits;
  /** Largest message the orderer takes, bytes. */
  readonly absoluteMaxBytes: number;
}

const ADMINS = 'Admins';
const { ANY, MAJORITY } = common.ImplicitMetaPolicy.Rule;
type Rule = common.ImplicitMetaPolicy.RuleMap[keyof common.ImplicitMetaPolicy.RuleMap];

/** The four roles of a NodeOUs configuration and their organisational units. */
const NODE_OUS = ['client', 'peer', 'admin', 'orderer'] as const;

/**
 * The complete channel configuration as configtxgen writes it: capabilities V3_0, V2_0 and V2_5, MSPs with NodeOUs,
 * policies Readers, Writers, Admins, BlockValidation, Endorsement and LifecycleEndorsement
 * (internal/configtxgen/encoder/encoder.go NewChannelGroup). The consensus type is "solo": there is none.
 */
export function channelGroup(configuration: ChannelConfiguration): common.ConfigGroup {
  const group = configGroup({ ...standardPolicies() });
  const hashing = new common.HashingAlgorithm();
  hashing.setName('SHA256');
  const structure = new common.BlockDataHashingStructure();
  structure.setWidth(0xffff_ffff);
  addValue(group, 'HashingAlgorithm', hashing);
  addValue(group, 'BlockDataHashingStructure', structure);
  addValue(group, 'Capabilities', capabilities('V3_0'));
  group.getGroupsMap().set('Orderer', ordererGroup(configuration));
  group.getGroupsMap().set('Application', applicationGroup(configuration));
  return group;
}

function applicationGroup({ organisations }: ChannelConfiguration): common.ConfigGroup {
  const group = configGroup({
    ...standardPolicies(),
    Endorsement: implicit(MAJORITY, 'Endorsement'),
    LifecycleEndorsement: implicit(MAJORITY, 'Endorsement'),
  });
  addValue(group, 'Capabilities', capabilities('V2_5'));
  for (const organisation of organisations) {
    const { mspId } = organisation;
    const member = configGroup({ ...memberPolicies(mspId), Endorsement: signed(mspId, 'peer') });
    addValue(member, 'MSP', mspConfig(organisation));
    group.getGroupsMap().set(mspId, member);
  }
  return group;
}

function ordererGroup({
  orderer: organisation,
  batch,
  absoluteMaxBytes,
}: ChannelConfiguration): common.ConfigGroup {
  const group = configGroup({ ...standardPolicies(), BlockValidation: implicit(ANY, 'Writers') });
  const size = new orderer.BatchSize();
  size.setMaxMessageCount(batch.maxCount);
  size.setAbsoluteMaxBytes(absoluteMaxBytes);
  size.setPreferredMaxBytes(batch.preferredBytes);
  const timeout = new orderer.BatchTimeout();
  timeout.setTimeout(`${batch.timeoutMs}ms`);
  const consensus = new orderer.ConsensusType();
  consensus.setType('solo');
  addValue(group, 'BatchSize', size);
  addValue(group, 'BatchTimeout', timeout);
  addValue(group, 'ChannelRestrictions', new orderer.ChannelRestrictions());
  addValue(group, 'ConsensusType', consensus);
  addValue(group, 'Capabilities', capabilities('V2_0'));
  const { mspId } = organisation;
  const member = configGroup(memberPolicies(mspId));
  const endpoints = new common.OrdererAddresses();
  endpoints.addAddresses(`orderer0.${mspId}:7050`);
  addValue(member, 'MSP', mspConfig(organisation));
  addValue(member, 'Endpoints', endpoints);
  group.getGroupsMap().set(mspId, member);
  return group;
}

/** msp.FabricMSPConfig with NodeOUs on, as this ledger checks identities. */
function mspConfig({ mspId, caCertificate, tlsCaCertificate }: OrganisationCertificates): msp.MSPConfig {
  const root = Buffer.from(caCertificate);
  const config = new msp.FabricMSPConfig();
  config.setName(mspId);
  config.addRootCerts(root);
  if (tlsCaCertificate !== undefined) config.addTlsRootCerts(Buffer.from(tlsCaCertificate));
  const cryptoConfig = new msp.FabricCryptoConfig();
  cryptoConfig.setSignatureHashFamily('SHA2');
  cryptoConfig.setIdentityIdentifierHashFunction('SHA256');
  config.setCryptoConfig(cryptoConfig);
  const [client, peer, admin, ordererOu] = NODE_OUS.map((name) => {
    const identifier = new msp.FabricOUIdentifier();
    identifier.setCertificate(root);
    identifier.setOrganizationalUnitIdentifier(name);
    return identifier;
  });
  const nodeOus = new msp.FabricNodeOUs();
  nodeOus.setEnable(true);
  nodeOus.setClientOuIdentifier(client);
  nodeOus.setPeerOuIdentifier(peer);
  nodeOus.setAdminOuIdentifier(admin);
  nodeOus.setOrdererOuIdentifier(ordererOu);
  config.setFabricNodeOus(nodeOus);
  const message = new msp.MSPConfig();
  message.setConfig(config.serializeBinary());
  return message;
}

function standardPolicies(): Record<string, common.Policy> {
  return {
    Readers: implicit(ANY, 'Readers'),
    Writers: implicit(ANY, 'Writers'),
    Admins: implicit(MAJORITY, ADMINS),
  };
}

function memberPolicies(mspId: string): Record<string, common.Policy> {
  return {
    Readers: signed(mspId, 'member'),
    Writers: signed(mspId, 'member'),
    Admins: signed(mspId, 'admin'),
  };
}

function implicit(rule: Rule, subPolicy: string): common.Policy {
  const meta = new common.ImplicitMetaPolicy();
  meta.setRule(rule);
  meta.setSubPolicy(subPolicy);
  return policy(common.Policy.PolicyType.IMPLICIT_META, meta.serializeBinary());
}

function signed(mspId: string, role: PrincipalRole): common.Policy {
  const rule: SignaturePolicy = { n: 1, rules: [{ mspId, role }] };
  return policy(common.Policy.PolicyType.SIGNATURE, writePolicyEnvelope(rule));
}

function policy(type: number, value: Uint8Array): common.Policy {
  const message = new common.Policy();
  message.setType(type);
  message.setValue(value);
  return message;
}

function configGroup(policies: Readonly<Record<string, common.Policy>>): common.ConfigGroup {
  const group = new common.ConfigGroup();
  group.setModPolicy(ADMINS);
  for (const [name, value] of Object.entries(policies)) {
    const entry = new common.ConfigPolicy();
    entry.setModPolicy(ADMINS);
    entry.setPolicy(value);
    group.getPoliciesMap().set(name, entry);
  }
  return group;
}

function capabilities(version: string): common.Capabilities {
  const message = new common.Capabilities();
  message.getCapabilitiesMap().set(version, new common.Capability());
  return message;
}

function addValue(group: common.ConfigGroup, name: string, value: { serializeBinary(): Uint8Array }): void {
  const entry = new common.ConfigValue();
  entry.setModPolicy(ADMINS);
  entry.setValue(value.serializeBinary());
  group.getValuesMap().set(name, entry);
}
