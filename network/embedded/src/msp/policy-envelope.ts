import { common, msp } from '@hyperledger/fabric-protos';
import { isOutOf, type PrincipalRole, type SignaturePolicy, type SignedBy } from './policy.js';

const ROLES: readonly PrincipalRole[] = ['member', 'admin', 'client', 'peer', 'orderer'];

/** The bytes are no usable SignaturePolicyEnvelope. */
export class PolicyEnvelopeError extends Error {
  override readonly name = 'PolicyEnvelopeError';
}

/**
 * Reads common.SignaturePolicyEnvelope bytes, the form of key-level policies (common/policies and
 * core/common/validation/statebased). Only role principals are supported.
 * @throws PolicyEnvelopeError
 */
export function readPolicyEnvelope(bytes: Uint8Array): SignaturePolicy {
  try {
    const envelope = common.SignaturePolicyEnvelope.deserializeBinary(bytes);
    const rule = envelope.getRule();
    if (!rule) throw new PolicyEnvelopeError('signature policy without a rule');
    return readRule(rule, envelope.getIdentitiesList().map(readPrincipal));
  } catch (error) {
    if (error instanceof PolicyEnvelopeError) throw error;
    throw new PolicyEnvelopeError('unreadable signature policy', { cause: error });
  }
}

/** Writes a policy as SignaturePolicyEnvelope bytes. */
export function writePolicyEnvelope(policy: SignaturePolicy): Uint8Array {
  const principals: SignedBy[] = [];
  const envelope = new common.SignaturePolicyEnvelope();
  envelope.setRule(writeRule(policy, principals));
  envelope.setIdentitiesList(principals.map(writePrincipal));
  return envelope.serializeBinary();
}

function readPrincipal(principal: msp.MSPPrincipal): SignedBy {
  if (principal.getPrincipalClassification() !== msp.MSPPrincipal.Classification.ROLE) {
    throw new PolicyEnvelopeError('only role principals are supported');
  }
  const role = msp.MSPRole.deserializeBinary(principal.getPrincipal_asU8());
  const name = ROLES[role.getRole()];
  if (name === undefined) throw new PolicyEnvelopeError(`unknown role ${role.getRole()}`);
  return { mspId: role.getMspIdentifier(), role: name };
}

function readRule(rule: common.SignaturePolicy, principals: readonly SignedBy[]): SignaturePolicy {
  const outOf = rule.getNOutOf();
  if (outOf)
    return { n: outOf.getN(), rules: outOf.getRulesList().map((inner) => readRule(inner, principals)) };
  const principal = principals[rule.getSignedBy()];
  if (!principal) throw new PolicyEnvelopeError(`identity index out of range: ${rule.getSignedBy()}`);
  return principal;
}

function writePrincipal(signedBy: SignedBy): msp.MSPPrincipal {
  const role = new msp.MSPRole();
  role.setMspIdentifier(signedBy.mspId);
  role.setRole(ROLES.indexOf(signedBy.role) as msp.MSPRole.MSPRoleTypeMap[keyof msp.MSPRole.MSPRoleTypeMap]);
  const principal = new msp.MSPPrincipal();
  principal.setPrincipalClassification(msp.MSPPrincipal.Classification.ROLE);
  principal.setPrincipal(role.serializeBinary());
  return principal;
}

function writeRule(policy: SignaturePolicy, principals: SignedBy[]): common.SignaturePolicy {
  const rule = new common.SignaturePolicy();
  if (isOutOf(policy)) {
    const outOf = new common.SignaturePolicy.NOutOf();
    outOf.setN(policy.n);
    outOf.setRulesList(policy.rules.map((inner) => writeRule(inner, principals)));
    rule.setNOutOf(outOf);
    return rule;
  }
  let index = principals.findIndex((known) => known.mspId === policy.mspId && known.role === policy.role);
  if (index < 0) index = principals.push({ mspId: policy.mspId, role: policy.role }) - 1;
  rule.setSignedBy(index);
  return rule;
}
