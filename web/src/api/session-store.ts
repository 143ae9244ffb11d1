import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import { api, setCsrf, take } from './client.js';
import { ApiProblem } from './problem.js';
import type { Account, PortalPermission, Session } from './contract.js';

/** Who is signed in, and what this account may do. */
export const useSession = defineStore('session', () => {
  const account = ref<Account | null>(null);
  /** True once the gateway was asked. */
  const known = ref(false);
  const permissions = shallowRef<ReadonlySet<PortalPermission>>(new Set());
  /** True: the password must be changed before anything else. */
  const passwordExpired = ref(false);

  const accept = (session: Session): void => {
    account.value = session.account;
    permissions.value = new Set(session.permissions);
    passwordExpired.value = session.passwordExpired;
    setCsrf(session.csrf);
    known.value = true;
  };

  const forget = (): void => {
    account.value = null;
    permissions.value = new Set();
    passwordExpired.value = false;
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

  return { account, known, permissions, passwordExpired, restore, signIn, signOut, forget, may };
});
