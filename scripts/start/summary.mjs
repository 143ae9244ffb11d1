import { jurisdictions, nameOf } from './jurisdictions.mjs';

const table = (rows) => {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map((row) =>
    `  ${row.map((cell, column) => cell.padEnd(widths[column])).join('   ')}`.trimEnd(),
  );
};

/**
 * What is printed when all is ready: addresses, then accounts.
 * @param run content of run.json
 * @param accounts `[{ jurisdiction, login, password, displayName }]`
 */
export const summaryOf = (run, accounts, elapsed) =>
  [
    '',
    `Baytrace is ready (${elapsed} s). Stop it with Ctrl-C.`,
    '',
    ...table(jurisdictions.map((jurisdiction) => [nameOf[jurisdiction], run.gateways[jurisdiction].url])),
    '',
    ...table([
      ['jurisdiction', 'account', 'password', 'who'],
      ...accounts.map(({ jurisdiction, login, password, displayName }) => [
        nameOf[jurisdiction],
        login,
        password,
        displayName,
      ]),
    ]),
    '',
    `  state and logs: ${run.state}`,
    '',
  ].join('\n');
