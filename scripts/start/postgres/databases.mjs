import { jurisdictions } from '../jurisdictions.mjs';
import { createDatabases } from './create-databases.mjs';
import { postgresAccount } from './postgres-account.mjs';
import { openPostgresData } from './postgres-data.mjs';
import { postgresProcess } from './postgres-process.mjs';
import { reachablePrograms } from './postgres-programs.mjs';

const databaseName = (jurisdiction) => `baytrace_${jurisdiction}`;

/** Databases that someone else runs: BAYTRACE_DB_GD, BAYTRACE_DB_HK, BAYTRACE_DB_MO. */
const foreignDatabases = (env) =>
  Object.fromEntries(
    jurisdictions
      .map((jurisdiction) => [jurisdiction, env[`BAYTRACE_DB_${jurisdiction.toUpperCase()}`]])
      .filter(([, url]) => url !== undefined && url !== ''),
  );

/**
 * Starts the embedded PostgreSQL for those jurisdictions that have no database of their own.
 * @param house `{ state, ports, secretOf, supervisor }`
 * @returns jurisdiction → `postgres://` address
 */
export const startDatabases = async ({ state, ports, secretOf, supervisor }, env = process.env) => {
  const foreign = foreignDatabases(env);
  const own = jurisdictions.filter((jurisdiction) => foreign[jurisdiction] === undefined);
  if (own.length === 0) return foreign;
  const account = postgresAccount();
  const programs = reachablePrograms(account);
  const data = openPostgresData(state, programs, account, secretOf('postgres'));
  await supervisor.startGroup([postgresProcess(programs, data, account, ports.postgres)]);
  const urls = await createDatabases(ports.postgres, own.map(databaseName), secretOf);
  return {
    ...Object.fromEntries(own.map((jurisdiction) => [jurisdiction, urls[databaseName(jurisdiction)]])),
    ...foreign,
  };
};
