import { watch } from 'vue';

/**
 * Keeps what is being typed in the browser until it is saved, so that a closed window or an expired session loses
 * nothing. Returns what was kept from before, if anything, and the way to forget it.
 */
export const useLocalDraft = (
  name: string,
  values: object,
): { readonly kept: boolean; readonly forget: () => void } => {
  const key = `baytrace.draft.${name}`;
  const stored = localStorage.getItem(key);
  const kept = stored !== null;
  if (stored !== null) Object.assign(values, JSON.parse(stored));
  const untouched = JSON.stringify(values);
  const stop = watch(
    () => JSON.stringify(values),
    (text) => {
      if (text !== untouched) localStorage.setItem(key, text);
    },
  );
  return {
    kept,
    forget: () => {
      stop();
      localStorage.removeItem(key);
    },
  };
};
