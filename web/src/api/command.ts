import { ref, shallowRef, type Ref, type ShallowRef } from 'vue';
import { ActionKey } from './idempotency.js';
import { mayRetry, toProblem, type ApiProblem } from './problem.js';

/** One user action that changes something: running, refused, or through. */
export interface Command<A extends unknown[], R> {
  /** Runs it; the answer, or null when it was refused ({@link Command.problem} says why). */
  readonly run: (...args: A) => Promise<R | null>;
  readonly busy: Ref<boolean>;
  readonly problem: ShallowRef<ApiProblem | null>;
}

/**
 * Wraps a change so that a second click cannot send it twice: while it runs further calls are ignored, and a
 * retry of the same arguments after a lost connection carries the same Idempotency-Key.
 */
export const useCommand = <A extends unknown[], R>(
  act: (key: string, ...args: A) => Promise<R>,
): Command<A, R> => {
  const busy = ref(false);
  const problem = shallowRef<ApiProblem | null>(null);
  const actionKey = new ActionKey();

  const run = async (...args: A): Promise<R | null> => {
    if (busy.value) return null;
    busy.value = true;
    problem.value = null;
    try {
      const answer = await act(actionKey.keyFor(args), ...args);
      actionKey.settle();
      return answer;
    } catch (error) {
      const refused = toProblem(error);
      if (!mayRetry(refused)) actionKey.settle();
      problem.value = refused;
      return null;
    } finally {
      busy.value = false;
    }
  };
  return { run, busy, problem };
};
