import { jurisdictions, nameOf } from './jurisdictions.mjs';
import { readJson, writePrivateJson } from './private-files.mjs';

/** The accounts every installation begins with: who runs the platform, and who supervises it. */
const roles = { administrator: 'Administrator', regulator: 'Regulator' };

const accountsOf = (jurisdiction, secretOf) =>
  Object.entries(roles).map(([role, title]) => ({
    login: role,
    password: secretOf(`account-${jurisdiction}-${role}`),
    displayName: `${title}, ${nameOf[jurisdiction]}`,
    roles: [role],
  }));

const firstFile = (state, jurisdiction) => state.path('first-accounts', `${jurisdiction}.json`);

/**
 * Writes what each gateway imports while it has no account, and the list of all demo accounts (accounts.json), to which
 * the demonstration adds those of its enterprises.
 * @returns jurisdiction → path of its import file
 */
export const writeFirstAccounts = (state, secretOf) => {
  const first = jurisdictions.flatMap((jurisdiction) => {
    const accounts = accountsOf(jurisdiction, secretOf);
    writePrivateJson(firstFile(state, jurisdiction), accounts);
    return accounts.map((account) => ({ jurisdiction, ...account }));
  });
  const known = readJson(state.accounts, []);
  const isFirst = (entry) =>
    first.some(({ jurisdiction, login }) => jurisdiction === entry.jurisdiction && login === entry.login);
  writePrivateJson(state.accounts, [...first, ...known.filter((entry) => !isFirst(entry))]);
  return Object.fromEntries(
    jurisdictions.map((jurisdiction) => [jurisdiction, firstFile(state, jurisdiction)]),
  );
};
