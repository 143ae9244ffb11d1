/** Roles a policy may ask for; `member` is any role (Fabric msp.MSPRole). */
export type PrincipalRole = 'member' | 'peer' | 'client' | 'admin' | 'orderer';

/** One signature of a member of an MSP in a role. */
export interface SignedBy {
  readonly mspId: string;
  readonly role: PrincipalRole;
}

/** `n` of the rules must hold. */
export interface OutOf {
  readonly n: number;
  readonly rules: readonly SignaturePolicy[];
}

/** A Fabric signature policy (common.SignaturePolicyEnvelope) with its principals put in place. */
export type SignaturePolicy = SignedBy | OutOf;

/** Tells the two kinds of rule apart. */
export function isOutOf(policy: SignaturePolicy): policy is OutOf {
  return 'rules' in policy;
}

/** Every MSP id a policy mentions, once, in order of appearance. */
export function organisationsOf(policy: SignaturePolicy): string[] {
  const all = isOutOf(policy) ? policy.rules.flatMap(organisationsOf) : [policy.mspId];
  return [...new Set(all)];
}
