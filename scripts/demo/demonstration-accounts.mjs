import { randomBytes } from 'node:crypto';
import { readJson, writePrivateJson } from '../start/private-files.mjs';
import { RestClient } from './rest-client.mjs';

/**
 * The demo accounts (accounts.json) and their sessions.
 * @param file accounts.json of the state
 * @param urlOf jurisdiction → address of its gateway
 */
export const openDemonstrationAccounts = (file, urlOf) => {
  const sessions = new Map();
  const find = (jurisdiction, login) =>
    readJson(file, []).find((entry) => entry.jurisdiction === jurisdiction && entry.login === login);
  const keep = (account) => {
    const others = readJson(file, []).filter(
      (entry) => entry.jurisdiction !== account.jurisdiction || entry.login !== account.login,
    );
    writePrivateJson(file, [...others, account]);
  };
  const signedIn = async (jurisdiction, login, password) => {
    const client = new RestClient(urlOf(jurisdiction));
    await client.signIn(login, password);
    return client;
  };
  /** An initial password must be changed; the next one is kept before it is sent, so that a crash loses neither. */
  const changeInitialPassword = async ({ initial: _, next, ...account }) => {
    const { jurisdiction, login, password } = account;
    const chosen = next ?? `${randomBytes(15).toString('base64url')}-aA1`;
    keep({ ...account, initial: true, next: chosen });
    const client = await signedIn(jurisdiction, login, password).catch((error) => {
      if (next === undefined || error.code !== 'BT-SIGN-IN-FAILED') throw error;
    });
    await client?.post('/session/password', { present: password, next: chosen });
    keep({ ...account, password: chosen });
  };
  const open = async (jurisdiction, login) => {
    const account = find(jurisdiction, login);
    if (account === undefined) throw new Error(`there is no demo account ${login} in ${jurisdiction}`);
    if (account.initial) await changeInitialPassword(account);
    return signedIn(jurisdiction, login, find(jurisdiction, login).password);
  };
  return {
    /** Keeps an account for people to see: `{ jurisdiction, login, password, displayName, roles, enterprise? }`. */
    keep,
    /** True for an account whose password is known here. */
    isKept: (jurisdiction, login) => find(jurisdiction, login) !== undefined,
    /** A signed-in client of an account; one session each. */
    session: (jurisdiction, login) => {
      const key = `${jurisdiction}/${login}`;
      if (!sessions.has(key)) {
        const opening = open(jurisdiction, login);
        sessions.set(key, opening);
        opening.catch(() => sessions.delete(key));
      }
      return sessions.get(key);
    },
  };
};
