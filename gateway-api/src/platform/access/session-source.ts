import type { Account } from './account.js';

/** What a session cookie stands for. */
export interface LiveSession {
  readonly id: string;
  readonly account: Account;
  /** The password must be changed (initial or too old): only routes that say so answer. */
  readonly passwordExpired: boolean;
}

/** Port: finds the live session of a cookie's token. The accounts feature provides it. */
export abstract class SessionSource {
  /** `undefined` for an unknown, idle, ended or overaged session or a disabled account. */
  abstract resolve(token: string): Promise<LiveSession | undefined>;
}
