import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { PolicyEnvelopeError, readPolicyEnvelope, writePolicyEnvelope } from './policy-envelope.js';
import { satisfies } from './policy-evaluation.js';
import { isOutOf, type SignaturePolicy } from './policy.js';
import { parsePolicyText, PolicyTextError } from './policy-text.js';

const peerOf = (mspId: string): { mspId: string; role: 'peer' } => ({ mspId, role: 'peer' });

const anyPolicy: fc.Arbitrary<SignaturePolicy> = fc.letrec<{ policy: SignaturePolicy }>((tie) => ({
  policy: fc.oneof(
    { maxDepth: 3 },
    fc.record({
      mspId: fc.constantFrom('AMSP', 'BMSP', 'CMSP'),
      role: fc.constantFrom('member', 'peer', 'client', 'admin', 'orderer'),
    }),
    fc
      .array(tie('policy'), { minLength: 1, maxLength: 3 })
      .chain((rules) => fc.integer({ min: 1, max: rules.length }).map((n) => ({ n, rules }))),
  ),
})).policy;

function write(policy: SignaturePolicy): string {
  if (!isOutOf(policy)) return `'${policy.mspId}.${policy.role}'`;
  return `OutOf(${policy.n}, ${policy.rules.map(write).join(', ')})`;
}

describe('policy language (common/policydsl/policyparser.go)', () => {
  test('AND, OR and OutOf, nested, in any case and quotes', () => {
    const ab = [peerOf('A'), peerOf('B')];
    expect(parsePolicyText("AND('A.peer','B.peer')")).toEqual({ n: 2, rules: ab });
    expect(parsePolicyText('or( \'A.peer\', "B.peer" )')).toEqual({ n: 1, rules: ab });
    expect(parsePolicyText("OutOf(1,'A.peer',AND('A.peer','B.peer'))")).toEqual({
      n: 1,
      rules: [peerOf('A'), { n: 2, rules: ab }],
    });
  });

  test('what is written is read back', () => {
    fc.assert(
      fc.property(anyPolicy, (policy) => {
        expect(parsePolicyText(write(policy))).toEqual(policy);
      }),
    );
  });

  test.each([
    '',
    'OR(',
    'OR()',
    "OutOf('A.peer')",
    "OutOf(2,'A.peer')",
    "'A.king'",
    "OR('A.peer' 'B.peer')",
    "'A.peer' x",
  ])('%s is refused', (text) => {
    expect(() => parsePolicyText(text)).toThrow(PolicyTextError);
  });
});

describe('SignaturePolicyEnvelope (common/policies.proto)', () => {
  test('keeps every policy', () => {
    fc.assert(
      fc.property(anyPolicy, (policy) => {
        expect(readPolicyEnvelope(writePolicyEnvelope(policy))).toEqual(policy);
      }),
    );
  });
});

describe('bytes that are no policy', () => {
  test('are refused with a typed error, whatever they are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        try {
          readPolicyEnvelope(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(PolicyEnvelopeError);
        }
      }),
    );
  });
});

describe('evaluation (common/cauthdsl/cauthdsl.go)', () => {
  const twoOfA = parsePolicyText("OutOf(2,'A.peer','A.peer')");

  test('a signer counts once in a policy', () => {
    expect(satisfies(twoOfA, [peerOf('A')])).toBe(false);
    expect(satisfies(twoOfA, [peerOf('A'), peerOf('A')])).toBe(true);
  });

  test('a rule that fails gives back the signers it used', () => {
    const policy = parsePolicyText("OR(AND('A.peer','B.peer'),'A.peer')");
    expect(satisfies(policy, [peerOf('A')])).toBe(true);
  });

  test('member is any role, other roles are exact', () => {
    const client = { mspId: 'A', role: 'client' as const };
    expect(satisfies(parsePolicyText("'A.member'"), [client])).toBe(true);
    expect(satisfies(parsePolicyText("'A.peer'"), [client])).toBe(false);
    expect(satisfies(parsePolicyText("'B.member'"), [client])).toBe(false);
  });

  test('more signers never break a satisfied policy', () => {
    const signer = fc.record({
      mspId: fc.constantFrom('AMSP', 'BMSP', 'CMSP'),
      role: fc.constantFrom('peer' as const, 'client' as const, 'admin' as const, 'orderer' as const),
    });
    fc.assert(
      fc.property(anyPolicy, fc.array(signer, { maxLength: 4 }), signer, (policy, signers, more) => {
        fc.pre(satisfies(policy, signers));
        expect(satisfies(policy, [...signers, more])).toBe(true);
      }),
    );
  });
});
