import { onScopeDispose, ref, shallowRef, type Ref, type ShallowRef } from 'vue';
import { toProblem, type ApiProblem } from './problem.js';

/** Something read from the gateway and shown. */
export interface Resource<T> {
  readonly value: ShallowRef<T | null>;
  readonly problem: ShallowRef<ApiProblem | null>;
  readonly loading: Ref<boolean>;
  readonly reload: () => Promise<void>;
}

/** How often to ask again, in milliseconds, given what was last read; null = not any more. */
export type PollEvery<T> = (value: T) => number | null;

/**
 * Reads at once and on `reload`; of two overlapping reads the later one counts. With `poll` it goes on reading
 * until that says null or the page is left.
 */
export const useResource = <T>(load: () => Promise<T>, poll?: PollEvery<T>): Resource<T> => {
  const value: ShallowRef<T | null> = shallowRef(null);
  const problem = shallowRef<ApiProblem | null>(null);
  const loading = ref(true);
  let turn = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const schedule = (): void => {
    clearTimeout(timer);
    const wait = value.value === null ? null : (poll?.(value.value) ?? null);
    if (wait !== null) timer = setTimeout(() => void reload(), wait);
  };

  const reload = async (): Promise<void> => {
    const mine = ++turn;
    loading.value = true;
    try {
      const read = await load();
      if (mine !== turn) return;
      value.value = read;
      problem.value = null;
    } catch (error) {
      if (mine === turn) problem.value = toProblem(error);
    } finally {
      if (mine === turn) {
        loading.value = false;
        schedule();
      }
    }
  };

  onScopeDispose(() => {
    turn++;
    clearTimeout(timer);
  });
  void reload();
  return { value, problem, loading, reload };
};
