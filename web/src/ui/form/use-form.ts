import { reactive, ref, type Reactive, type Ref } from 'vue';
import { text, type MessageKey } from '../text/use-text.js';
import type { ApiProblem } from '../../api/problem.js';

/** Says what is wrong with a value, or null. */
export type Check<V> = (value: V) => MessageKey | null;

/** A form: values, the errors beside the fields, and a check of all. */
export interface Form<T extends object> {
  readonly values: Reactive<T>;
  readonly errors: Ref<Record<string, string>>;
  /** Checks every field; true when all are right. */
  readonly validate: () => boolean;
  readonly set: (values: T) => void;
  /** Puts the fields that the gateway refused beside the inputs. */
  readonly blame: (problem: ApiProblem | null) => void;
}

/** A check that a text is there (R-4.2.1c and its sisters: the field is named). */
export const filled: Check<string> = (value) => (value.trim() === '' ? 'common.fieldMissing' : null);

/** A check that a positive quantity is there. */
export const positive: Check<string> = (value) => {
  if (value.trim() === '') return 'common.fieldMissing';
  return Number(value) > 0 ? null : 'common.quantityNotPositive';
};

/** State of a form with a check per field. */
export const useForm = <T extends object>(
  initial: () => T,
  checks: { [K in keyof T]?: Check<T[K]> },
): Form<T> => {
  const values = reactive<T>(initial());
  const errors = ref<Record<string, string>>({});

  const validate = (): boolean => {
    const found: Record<string, string> = {};
    for (const name of Object.keys(checks) as (keyof T & string)[]) {
      const wrong = checks[name]?.((values as T)[name]) ?? null;
      if (wrong !== null) found[name] = text(wrong);
    }
    errors.value = found;
    return Object.keys(found).length === 0;
  };

  return {
    values,
    errors,
    validate,
    set: (given) => {
      Object.assign(values, given);
      errors.value = {};
    },
    blame: (problem) => {
      for (const { path } of problem?.fields ?? [])
        errors.value[path.split('.')[0] ?? path] = text('common.fieldInvalid');
    },
  };
};
