import type { PrincipalRole, SignaturePolicy } from './policy.js';

/** The policy text cannot be read; the message names the place. */
export class PolicyTextError extends Error {
  override readonly name = 'PolicyTextError';
}

const OPERATOR = /^(AND|OR|OutOf)\s*\(/i;
const PRINCIPAL = /^(['"])([^'"]+)\.(member|peer|client|admin|orderer)\1/i;
const COUNT = /^(\d+)|^(['"])(\d+)\2/;

/**
 * Reads Fabric's policy language: AND(…), OR(…), OutOf(n, …) over 'MSP.role', nested at will
 * (common/policydsl/policyparser.go).
 * @throws PolicyTextError
 */
export function parsePolicyText(text: string): SignaturePolicy {
  const reader = new PolicyReader(text);
  const policy = reader.rule();
  reader.end();
  return policy;
}

class PolicyReader {
  #rest: string;

  constructor(private readonly text: string) {
    this.#rest = text.trimStart();
  }

  rule(): SignaturePolicy {
    const operator = this.#take(OPERATOR)?.[1]?.toLowerCase();
    if (operator === undefined) return this.#principal();
    const counted = operator === 'outof' ? this.#count() : undefined;
    const rules = this.#list(counted === undefined);
    const n = counted ?? (operator === 'and' ? rules.length : 1);
    if (n > rules.length) throw this.#error(`${n} of ${rules.length} rules`);
    return { n, rules };
  }

  end(): void {
    if (this.#rest !== '') throw this.#error('text after the policy');
  }

  #list(first: boolean): SignaturePolicy[] {
    const rules: SignaturePolicy[] = [];
    let expectRule = first;
    while (!this.#take(/^\)/)) {
      if (!expectRule && !this.#take(/^,/)) throw this.#error('a comma or a closing bracket is missing');
      rules.push(this.rule());
      expectRule = false;
    }
    if (rules.length === 0) throw this.#error('an operator needs at least one rule');
    return rules;
  }

  #count(): number {
    const match = this.#take(COUNT);
    if (!match) throw this.#error('OutOf begins with a number');
    return Number(match[1] ?? match[3]);
  }

  #principal(): SignaturePolicy {
    const match = this.#take(PRINCIPAL);
    if (!match) throw this.#error("expected 'MSP.role' with role member, peer, client, admin or orderer");
    return { mspId: match[2] ?? '', role: (match[3] ?? '').toLowerCase() as PrincipalRole };
  }

  #take(pattern: RegExp): RegExpExecArray | null {
    const match = pattern.exec(this.#rest);
    if (match) this.#rest = this.#rest.slice(match[0].length).trimStart();
    return match;
  }

  #error(reason: string): PolicyTextError {
    return new PolicyTextError(
      `policy ${JSON.stringify(this.text)}: ${reason} at character ${this.text.length - this.#rest.length}`,
    );
  }
}
