import { common, msp } from '@hyperledger/fabric-protos';
import { jurisdictions, mspOf, type Jurisdiction } from '@baytrace/domain/ledger';

const peerOf = (jurisdiction: Jurisdiction): msp.MSPPrincipal => {
  const role = new msp.MSPRole();
  role.setMspIdentifier(mspOf(jurisdiction));
  role.setRole(msp.MSPRole.MSPRoleType.PEER);
  const principal = new msp.MSPPrincipal();
  principal.setPrincipalClassification(msp.MSPPrincipal.Classification.ROLE);
  principal.setPrincipal(role.serializeBinary());
  return principal;
};

const signedBy = (at: number): common.SignaturePolicy => {
  const policy = new common.SignaturePolicy();
  policy.setSignedBy(at);
  return policy;
};

const outOf = (n: number, rules: common.SignaturePolicy[]): common.SignaturePolicy => {
  const all = new common.SignaturePolicy.NOutOf();
  all.setN(n);
  all.setRulesList(rules);
  const policy = new common.SignaturePolicy();
  policy.setNOutOf(all);
  return policy;
};

/**
 * Key-level endorsement policy of a key guarded by one jurisdiction: a peer of it and a peer of one other
 * (ADR 0008). The guard alone does not suffice, since a key-level policy replaces the chaincode's 2-of-3 for its key.
 *
 * @returns SignaturePolicyEnvelope bytes (Fabric: common/policies.proto).
 */
export const guardPolicy = (guard: Jurisdiction): Uint8Array => {
  const others = jurisdictions.filter((jurisdiction) => jurisdiction !== guard);
  const envelope = new common.SignaturePolicyEnvelope();
  envelope.setVersion(0);
  envelope.setIdentitiesList([guard, ...others].map(peerOf));
  envelope.setRule(outOf(2, [signedBy(0), outOf(1, [signedBy(1), signedBy(2)])]));
  return envelope.serializeBinary();
};
