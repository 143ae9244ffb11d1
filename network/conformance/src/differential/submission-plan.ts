import { setMaxListeners } from 'node:events';
import type { ComparedLedger, Endorsed, PreparedTransaction } from './compared-ledger.js';
import type { Placed } from './observed-blocks.js';

/** An endorsed transaction to be submitted. */
export interface Submission {
  readonly prepared: PreparedTransaction;
  readonly endorsed: Endorsed;
}

/** Transactions submitted one after the other without waiting, then awaited: by their place in the plan. */
export interface SubmissionOutcome {
  /** What the orderer answered, submission by submission. */
  readonly answers: readonly object[];
  /** Places at the peer of each organisation, submission by submission; undefined for refused ones. */
  readonly places: readonly (readonly Placed[] | undefined)[];
  /** Commit status at each organisation's peer, submission by submission. */
  readonly statuses: readonly (readonly object[] | undefined)[];
}

/** Faults after which the transaction's id stands in the block and gets a commit status like any other. */
const TRACEABLE = new Set<string | undefined>([
  ...[undefined, 'fewer endorsements', 'repeated endorsement', 'spoilt endorsement', 'spoilt result'],
  'submitted twice',
]);

/** True when the commit status says that the whole block is in the state of the peer. */
export function isTraceable({ prepared }: Submission): boolean {
  return TRACEABLE.has(prepared.transaction.fault);
}

/**
 * Submits in order and waits until every peer has committed. Commit statuses are asked for before the first submit: a
 * peer that is asked later answers from its block index, which is ahead of its state
 * (core/ledger/kvledger/kv_ledger.go commit).
 */
export async function submitTogether(
  ledger: ComparedLedger,
  submissions: readonly Submission[],
): Promise<SubmissionOutcome> {
  const abort = new AbortController();
  setMaxListeners(0, abort.signal);
  const already = new Map(submissions.map(({ endorsed: { txId } }) => [txId, countOf(ledger, txId)]));
  const waiting = submissions.map((submission) =>
    isTraceable(submission)
      ? ledger.committed(submission.endorsed.txId, abort.signal)
      : Promise.resolve(undefined),
  );
  const answers: object[] = [];
  for (const { prepared, endorsed } of submissions) answers.push(await ledger.submit(prepared, endorsed));
  const accepted = submissions.filter((_, index) => isAccepted(answers[index]));
  const expected = new Map(already);
  for (const { endorsed } of accepted) expected.set(endorsed.txId, (expected.get(endorsed.txId) ?? 0) + 1);
  await Promise.all(
    ledger.observed.map((observed) =>
      observed.until(`${accepted.length} transactions`, () =>
        [...expected].every(([txId, count]) => observed.placesOf(txId).length >= count),
      ),
    ),
  );
  const statuses = await Promise.all(
    waiting.map(async (status, index) => (isAccepted(answers[index]) ? await status : undefined)),
  );
  abort.abort();
  return { answers, statuses, places: placesOf(ledger, submissions, accepted, already) };
}

function isAccepted(answer: object | undefined): boolean {
  return answer !== undefined && 'accepted' in answer;
}

function countOf(ledger: ComparedLedger, txId: string): number {
  return ledger.observed[0]?.placesOf(txId).length ?? 0;
}

function placesOf(
  ledger: ComparedLedger,
  submissions: readonly Submission[],
  accepted: readonly Submission[],
  already: ReadonlyMap<string, number>,
): SubmissionOutcome['places'] {
  const used = new Map(already);
  return submissions.map((submission) => {
    if (!accepted.includes(submission)) return undefined;
    const { txId } = submission.endorsed;
    const occurrence = used.get(txId) ?? 0;
    used.set(txId, occurrence + 1);
    return ledger.observed.flatMap((observed) => observed.placesOf(txId)[occurrence] ?? []);
  });
}

/** What was submitted, cut and ordered as another ledger did it. */
export function regrouped(
  submissions: readonly Submission[],
  { places }: SubmissionOutcome,
): readonly (readonly Submission[])[] {
  const refused = submissions.filter((_, index) => places[index] === undefined);
  const placed = submissions
    .map((submission, index) => ({ submission, at: places[index]?.[0] }))
    .flatMap(({ submission, at }) => (at ? [{ submission, at }] : []))
    .sort((left, right) => left.at.block - right.at.block || left.at.index - right.at.index);
  const blocks = new Map<number, Submission[]>();
  for (const { submission, at } of placed) {
    blocks.set(at.block, [...(blocks.get(at.block) ?? []), submission]);
  }
  return [...(refused.length === 0 ? [] : [refused]), ...blocks.values()];
}

/** Submits group by group, each when the one before is committed, and gives the outcome in the order of `submissions`. */
export async function submitGroups(
  ledger: ComparedLedger,
  submissions: readonly Submission[],
  groups: readonly (readonly Submission[])[],
): Promise<SubmissionOutcome> {
  const found = new Map<
    Submission,
    readonly [object, SubmissionOutcome['places'][number], SubmissionOutcome['statuses'][number]]
  >();
  for (const group of groups) {
    const { answers, places, statuses } = await submitTogether(ledger, group);
    group.forEach((submission, index) => {
      found.set(submission, [answers[index] ?? {}, places[index], statuses[index]]);
    });
  }
  return {
    answers: submissions.map((submission) => found.get(submission)?.[0] ?? {}),
    places: submissions.map((submission) => found.get(submission)?.[1]),
    statuses: submissions.map((submission) => found.get(submission)?.[2]),
  };
}
