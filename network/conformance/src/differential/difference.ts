import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';

const LINE = 160;

/** What was compared, and the file of Fabric that decides it. */
export const RULES = {
  endorsement: 'endorsement: core/endorser/endorser.go, internal/pkg/gateway/endorse.go',
  effect:
    'simulation: core/ledger/kvledger/txmgmt/txmgr, rwsetutil/rwset_builder.go, core/chaincode/handler.go',
  evaluation: 'evaluation: internal/pkg/gateway/evaluate.go, core/chaincode/handler.go',
  submission: 'submission: internal/pkg/gateway/submit.go, orderer/common/broadcast',
  validation: 'validation: core/committer/txvalidator/v20, core/ledger/kvledger/txmgmt/validation',
  status: 'commit status: internal/pkg/gateway/commitstatus.go',
  privateData: 'private data of a block: core/peer/deliverevents.go, core/ledger/pvtdatastorage',
  state: 'state after the history: core/ledger/kvledger/txmgmt/{statedb,privacyenabledstate}, history',
} as const;

/** One of {@link RULES}. */
export type Rule = keyof typeof RULES;

/** The two ledgers did not do the same. */
export class LedgersDiffer extends Error {
  override readonly name = 'LedgersDiffer';

  constructor(
    readonly rule: Rule,
    /** Step and transaction. */
    readonly place: string,
    readonly left: unknown,
    readonly right: unknown,
  ) {
    super(`${place} differs (${RULES[rule]})\n${sideBySide(left, right)}`);
  }
}

/** @throws LedgersDiffer when the two are not deeply equal */
export function expectSame(rule: Rule, place: string, left: unknown, right: unknown): void {
  if (!isDeepStrictEqual(left, right)) throw new LedgersDiffer(rule, place, left, right);
}

/** Both as lines of JSON; equal lines once, others marked `<` (left) and `>` (right). */
export function sideBySide(left: unknown, right: unknown): string {
  const [before, after] = [lines(left), lines(right)];
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
  let end = 0;
  while (
    end < before.length - start &&
    end < after.length - start &&
    before[before.length - 1 - end] === after[after.length - 1 - end]
  ) {
    end += 1;
  }
  return [
    ...before.slice(Math.max(0, start - 4), start).map((line) => `  ${line}`),
    ...before.slice(start, before.length - end).map((line) => `< ${line}`),
    ...after.slice(start, after.length - end).map((line) => `> ${line}`),
    ...before.slice(before.length - end, before.length - end + 4).map((line) => `  ${line}`),
  ].join('\n');
}

/** A line of at most about 160 characters; what is left out is told apart by a number that depends on it. */
function shortened(line: string): string {
  if (line.length <= LINE) return line;
  const digest = createHash('sha256').update(line).digest('hex').slice(0, 8);
  return `${line.slice(0, LINE - 40)}… (${line.length} characters, ${digest})`;
}

/** JSON, with texts that are JSON themselves (transcripts) opened, so that the lines show the difference. */
function lines(value: unknown): string[] {
  const open = (_key: string, part: unknown): unknown => {
    if (typeof part !== 'string' || !/^[[{]/.test(part)) return part;
    try {
      return JSON.parse(part) as unknown;
    } catch {
      return part;
    }
  };
  return (JSON.stringify(value, open, 1) || 'undefined').split('\n').map(shortened);
}
