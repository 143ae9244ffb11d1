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
  const open = async (jurisdiction, login) => {
    const account = find(jurisdiction, login);
    if (account === undefined) throw new Error(`there is no demo account ${login} in ${jurisdiction}`);
    const client = new RestClient(urlOf(jurisdiction));
    await client.signIn(login, account.password);
    return client;
  };
  return {
    /** Keeps an account for people to see: `{ jurisdiction, login, password, displayName, roles, enterprise? }`. */
    keep: (account) => {
      const others = readJson(file, []).filter(
        (entry) => entry.jurisdiction !== account.jurisdiction || entry.login !== account.login,
      );
      writePrivateJson(file, [...others, account]);
    },
    /** A signed-in client of an account; one session each. */
    session: (jurisdiction, login) => {
      const key = `${jurisdiction}/${login}`;
      if (!sessions.has(key)) sessions.set(key, open(jurisdiction, login));
      return sessions.get(key);
    },
  };
};
