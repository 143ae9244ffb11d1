import pg from 'pg';
import { jurisdictions } from '../../start/jurisdictions.mjs';
import { until } from '../installation.mjs';
import { rawBlocks } from './blocks/raw-blocks.mjs';

/** Asks a gateway's database. @returns the rows */
export const queryDatabase = async (installation, jurisdiction, sql, values = []) => {
  const name = `baytrace_${jurisdiction}`;
  const { secretOf, ports } = installation.house;
  const client = new pg.Client({
    host: '127.0.0.1',
    port: ports.postgres,
    user: name,
    database: name,
    password: secretOf(name),
  });
  await client.connect();
  try {
    return (await client.query(sql, values)).rows;
  } finally {
    await client.end();
  }
};

const inEach = async (installation, sql) =>
  Object.fromEntries(
    await Promise.all(
      jurisdictions.map(async (name) => [name, await queryDatabase(installation, name, sql)]),
    ),
  );

/** Tables that hold private data differ between jurisdictions; all others are the same everywhere. */
const privateTables = ['directory_card', 'trade_details', 'block_key'];

/**
 * A fingerprint of every public table of the read model, by jurisdiction; equal ones mean equal rows.
 * @returns `{ gd: { table: hash }, hk: …, mo: … }`
 */
export const fingerprints = async (installation) => {
  const tables = await queryDatabase(
    installation,
    'gd',
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'ledger' AND NOT table_name = ANY($1)`,
    [privateTables],
  );
  const union = tables.map(
    ({ name }) =>
      `SELECT '${name}' AS name, md5(coalesce(string_agg(t::text, E'\\n' ORDER BY t::text COLLATE "C"), '')) AS hash FROM ledger."${name}" t`,
  );
  const found = await inEach(installation, union.join(' UNION ALL '));
  return Object.fromEntries(
    Object.entries(found).map(([jurisdiction, rows]) => [
      jurisdiction,
      Object.fromEntries(rows.map(({ name, hash }) => [name, hash])),
    ]),
  );
};

/** Block hashes (hex) as a gateway indexed them. */
export const indexedBlocks = async (installation, jurisdiction) =>
  (
    await queryDatabase(
      installation,
      jurisdiction,
      `SELECT encode(hash, 'hex') AS hash FROM ledger.block ORDER BY number`,
    )
  ).map(({ hash }) => hash);

const isQuiet = async (installation) => {
  const open = await inEach(
    installation,
    `SELECT (SELECT count(*) FROM app.outbox_command WHERE state IN ('waiting', 'frozen'))::int
       + (SELECT count(*) FROM app.outbox_batch WHERE state IN ('frozen', 'abandoning'))::int AS commands,
       (SELECT next_block FROM ledger.checkpoint)::int AS next`,
  );
  const heights = rawBlocks(installation).map(({ blocks }) => blocks.length);
  return Object.values(open).every(
    ([{ commands, next }]) => commands === 0 && heights.every((height) => height === next),
  );
};

/** Waits until no command is under way and every gateway has every block. @throws Error when that does not come */
export const quiescence = async (installation, withinMs = 60_000) => {
  const quiet = () => isQuiet(installation).catch(() => false);
  if (!(await until(quiet, withinMs, 300))) throw new Error('the installation does not come to rest');
};

/** How often each type of command took effect on the ledger, as a gateway indexed it. */
export const effects = async (installation, jurisdiction) => {
  const rows = await queryDatabase(
    installation,
    jurisdiction,
    `SELECT type, count(*)::int AS n FROM ledger.command WHERE outcome = 'done' GROUP BY type`,
  );
  return Object.fromEntries(rows.map(({ type, n }) => [type, n]));
};

/** Refusals that stand in batch records, oldest first: `[{ type, code }]`. */
export const recordedRefusals = (installation, jurisdiction) =>
  queryDatabase(
    installation,
    jurisdiction,
    `SELECT type, refusal_code AS code FROM ledger.command WHERE outcome = 'refused' ORDER BY block, position, n`,
  );
