import fc from 'fast-check';
import { LedgersDiffer } from './difference.js';
import { BlocksDiffer, type LedgerPair } from './ledger-pair.js';
import { randomHistory } from './random-histories.js';
import type { History } from './random-transaction.js';

/** How much is compared. */
export interface ComparisonOptions {
  /** The same seed makes the same histories. */
  readonly seed: number;
  /** Number of histories. */
  readonly runs: number;
  /** How long smaller histories are tried after a difference, ms. */
  readonly shrinkForMs: number;
  readonly histories?: fc.Arbitrary<History>;
}

/** The first difference, in the smallest history found. */
export interface ComparisonFinding {
  readonly seed: number;
  readonly history: History;
  readonly difference: LedgersDiffer;
}

/**
 * Runs random histories on both ledgers until they differ, then looks for a smaller history that differs too.
 * @returns undefined when all were the same
 */
export async function compareLedgers(
  pair: LedgerPair,
  { seed, runs, shrinkForMs, histories = randomHistory }: ComparisonOptions,
): Promise<ComparisonFinding | undefined> {
  let finding: ComparisonFinding | undefined;
  let shrinkUntil = Infinity;
  const property = fc.asyncProperty(histories, async (history) => {
    if (Date.now() > shrinkUntil) return;
    try {
      await pair.run(history);
    } catch (error) {
      if (error instanceof BlocksDiffer) {
        pair.counts.abandoned += 1;
        return;
      }
      if (!(error instanceof LedgersDiffer)) {
        shrinkUntil = 0;
        throw error;
      }
      shrinkUntil = Math.min(shrinkUntil, Date.now() + shrinkForMs);
      finding = { seed, history, difference: error };
      throw error;
    }
  });
  const details = await fc.check(property, { seed, numRuns: runs });
  if (details.failed && !finding) {
    throw new Error('the comparison could not go on', { cause: details.errorInstance });
  }
  return finding;
}

/** The generator's one long value, which says nothing. */
const LONG_VALUE = /(?:61){20,}/g;
const LONG_NAME = '61…';

/** A finding as a report: seed, history, and both sides of the difference. */
export function findingReport({ seed, history, difference }: ComparisonFinding): string {
  return [
    `CONFORMANCE_SEED=${seed}: ${difference.message}`,
    'Smallest history found:',
    ...history.map(
      (step, index) => `  step ${index + 1}: ${JSON.stringify(step).replace(LONG_VALUE, LONG_NAME)}`,
    ),
  ].join('\n');
}
