import { isOutOf, type SignaturePolicy } from '../msp/policy.js';

/** MSP id → number of its peers that must endorse. */
export type Layout = ReadonlyMap<string, number>;

/**
 * Every minimal set of peers that satisfies all policies together (common/policies/inquire, discovery/endorsement).
 * Within a policy quantities add up; across policies one endorsement serves them all. Principals that no peer can have
 * (client, admin, orderer) satisfy nothing.
 */
export function minimalLayouts(policies: readonly SignaturePolicy[]): Layout[] {
  let merged: Layout[] = [new Map()];
  for (const policy of policies) {
    const own = minimal(satisfyingSets(policy));
    merged = minimal(merged.flatMap((left) => own.map((right) => combine(left, right, Math.max))));
  }
  return merged;
}

function satisfyingSets(policy: SignaturePolicy): Layout[] {
  if (!isOutOf(policy)) {
    return policy.role === 'peer' || policy.role === 'member' ? [new Map([[policy.mspId, 1]])] : [];
  }
  return choose(policy.rules, policy.n).flatMap((rules) => {
    let sums: Layout[] = [new Map()];
    for (const rule of rules) {
      const own = satisfyingSets(rule);
      sums = sums.flatMap((left) => own.map((right) => combine(left, right, (a, b) => a + b)));
    }
    return sums;
  });
}

function choose<T>(items: readonly T[], count: number): T[][] {
  if (count === 0) return [[]];
  return items.flatMap((item, index) =>
    choose(items.slice(index + 1), count - 1).map((rest) => [item, ...rest]),
  );
}

function combine(left: Layout, right: Layout, add: (a: number, b: number) => number): Layout {
  const sum = new Map(left);
  for (const [mspId, count] of right) sum.set(mspId, add(sum.get(mspId) ?? 0, count));
  return sum;
}

/** Without duplicates and without sets that contain another one. */
function minimal(layouts: readonly Layout[]): Layout[] {
  const kept: Layout[] = [];
  for (const layout of [...layouts].sort((a, b) => total(a) - total(b))) {
    if (!kept.some((smaller) => contains(layout, smaller))) kept.push(layout);
  }
  return kept;
}

function contains(larger: Layout, smaller: Layout): boolean {
  return [...smaller].every(([mspId, count]) => (larger.get(mspId) ?? 0) >= count);
}

function total(layout: Layout): number {
  return [...layout.values()].reduce((sum, count) => sum + count, 0);
}
