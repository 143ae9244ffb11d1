import type { NodeRole } from './identity.js';
import { isOutOf, type SignaturePolicy, type SignedBy } from './policy.js';

/** What a policy needs to know about a signer. */
export interface Signer {
  readonly mspId: string;
  readonly role: NodeRole | undefined;
}

/** True when the signer is of that MSP and role. */
export function matchesPrincipal(principal: SignedBy, signer: Signer): boolean {
  return principal.mspId === signer.mspId && (principal.role === 'member' || principal.role === signer.role);
}

/**
 * True when the signers satisfy the policy. A signer counts once, in the order given; a rule that fails gives back
 * what it used (common/cauthdsl/cauthdsl.go compile). The caller removes duplicates and bad signatures first.
 */
export function satisfies(policy: SignaturePolicy, signers: readonly Signer[]): boolean {
  return useSigners(policy, signers, new Set()) !== undefined;
}

function useSigners(
  policy: SignaturePolicy,
  signers: readonly Signer[],
  used: ReadonlySet<number>,
): ReadonlySet<number> | undefined {
  if (!isOutOf(policy)) {
    const index = signers.findIndex((signer, i) => !used.has(i) && matchesPrincipal(policy, signer));
    return index < 0 ? undefined : new Set([...used, index]);
  }
  let verified = 0;
  let current = used;
  for (const rule of policy.rules) {
    const after = useSigners(rule, signers, current);
    if (!after) continue;
    verified += 1;
    current = after;
  }
  return verified >= policy.n ? current : undefined;
}
