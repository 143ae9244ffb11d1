import { defineStore } from 'pinia';
import { computed, ref } from 'vue';
import { api, setCsrf, take } from './client.js';
import { ApiProblem } from './problem.js';
import type { Account, PortalPermission, Session } from './contract.js';

/** Who is signed in, and what this account may do. */
export const useSession = defineStore('session', () => {
  const account = ref<Account | null>(null);
  /** True once the gateway was asked. */
  const known = ref(false);
  const permissions = computed(() => new Set<PortalPermission>(account.value?.permissions ?? []));

  const accept = (session: Session): void => {
    account.value = session.account;
    setCsrf(session.csrf);
    known.value = true;
  };

  const forget = (): void => {
    account.value = null;
    setCsrf(null);
    known.value = true;
  };

  /** Asks the gateway who is signed in; nobody is not an error. */
  const restore = async (): Promise<void> => {
    try {
      accept(await take(api.GET('/session')));
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.status !== 401) throw error;
      forget();
    }
  };

  /** @throws ApiProblem `BT-SIGN-IN-FAILED`, `BT-ACCOUNT-LOCKED` */
  const signIn = async (login: string, password: string): Promise<void> => {
    accept(await take(api.POST('/session', { body: { login, password } })));
  };

  const signOut = async (): Promise<void> => {
    await take(api.DELETE('/session'));
    forget();
  };

  const may = (permission: PortalPermission): boolean => permissions.value.has(permission);

  return { account, known, permissions, restore, signIn, signOut, forget, may };
});
