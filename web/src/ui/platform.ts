import { shallowRef, type ShallowRef } from 'vue';
import { api, take } from '../api/client.js';
import { toProblem } from '../api/problem.js';
import type { Platform } from '../api/contract.js';

const platform = shallowRef<Platform | null>(null);
let asked: Promise<void> | null = null;

/** Which gateway this is; asked once, null until answered (and while the gateway cannot be reached). */
export const usePlatform = (): { readonly platform: ShallowRef<Platform | null> } => {
  asked ??= take(api.GET('/platform')).then(
    (answer) => {
      platform.value = answer;
    },
    (error: unknown) => {
      toProblem(error);
      asked = null;
    },
  );
  return { platform };
};
