import { ref, shallowRef, type Ref, type ShallowRef } from 'vue';
import type { ScanResult } from '../../api/contract.js';
import { toProblem, type ApiProblem } from '../../api/problem.js';
import { problemWords } from '../status/problem-text.js';
import { text } from '../text/use-text.js';
import type { RefusedScan } from './refused-scan.js';
import { ScanQueue } from './scan-queue.js';
import type { ScanVerdict } from './scan-verdict.js';
import { sameCodeKey } from './split-scans.js';

/** A person scanning codes onto one document. */
export interface ScanSitting {
  readonly last: ShallowRef<ScanVerdict | null>;
  readonly busy: Ref<boolean>;
  readonly refused: ShallowRef<RefusedScan[]>;
  readonly problem: ShallowRef<ApiProblem | null>;
  readonly scan: (codes: readonly string[]) => Promise<void>;
  readonly undo: () => Promise<void>;
  readonly clearRefused: () => void;
  /** Codes accepted in this sitting, oldest first. */
  readonly accepted: ShallowRef<string[]>;
}

const acceptedOf = (result: ScanResult, codes: readonly string[]): string[] => {
  const refused = new Set(result.refused.map(({ code }) => sameCodeKey(code)));
  return codes.filter((code) => !refused.has(sameCodeKey(code)));
};

/**
 * Scans codes onto a document of the gateway: batches them while one request is under way, tells a verdict for the
 * last, keeps refused ones apart, and takes the last one back.
 * @param send puts codes on the document
 * @param takeBack takes codes off it again
 * @param changed called with the lines after each request
 */
export const useScanSitting = (
  send: (codes: readonly string[]) => Promise<ScanResult>,
  takeBack: (codes: readonly string[]) => Promise<unknown>,
  changed: (result: ScanResult | null) => void,
): ScanSitting => {
  const last = shallowRef<ScanVerdict | null>(null);
  const busy = ref(false);
  const refused = shallowRef<RefusedScan[]>([]);
  const problem = shallowRef<ApiProblem | null>(null);
  const accepted = shallowRef<string[]>([]);

  const judge = (result: ScanResult, codes: readonly string[]): void => {
    const good = acceptedOf(result, codes);
    accepted.value = [...accepted.value, ...good];
    refused.value = [...result.refused, ...refused.value];
    const latest = codes.at(-1) ?? '';
    const why =
      result.refused.find(({ code }) => sameCodeKey(code) === sameCodeKey(latest)) ?? result.refused.at(-1);
    if (why === undefined) {
      const word = text('common.scan.accepted', { n: good.length }, good.length);
      last.value = { good: true, word, detail: sameCodeKey(latest) };
    } else {
      const { what, remedy } = problemWords(why.problem.code);
      last.value = { good: false, word: what, detail: `${sameCodeKey(why.code)} — ${remedy}` };
    }
    changed(result);
  };

  const queue = new ScanQueue(async (codes) => {
    const result = await send(codes);
    for (const { code } of result.refused) queue.release(code);
    judge(result, codes);
  }, 10_000);

  const guarded = async (act: () => Promise<void>): Promise<void> => {
    busy.value = true;
    problem.value = null;
    try {
      await act();
    } catch (error) {
      problem.value = toProblem(error);
      last.value = {
        good: false,
        word: problemWords(problem.value.code).what,
        detail: problemWords(problem.value.code).remedy,
      };
    } finally {
      busy.value = false;
    }
  };

  const scan = async (codes: readonly string[]): Promise<void> => {
    const repeated = queue.add(codes);
    const again = repeated.at(-1);
    if (again !== undefined && repeated.length === codes.length) {
      last.value = { good: false, word: text('common.scan.again'), detail: sameCodeKey(again) };
    }
    await guarded(() => queue.flush());
  };

  const undo = async (): Promise<void> => {
    const code = accepted.value.at(-1);
    if (code === undefined) return;
    await guarded(async () => {
      await takeBack([code]);
      accepted.value = accepted.value.slice(0, -1);
      queue.release(code);
      last.value = { good: true, word: text('common.scan.undone'), detail: sameCodeKey(code) };
      changed(null);
    });
  };
  const clearRefused = (): void => {
    refused.value = [];
  };
  return { last, busy, refused, problem, scan, undo, clearRefused, accepted };
};
