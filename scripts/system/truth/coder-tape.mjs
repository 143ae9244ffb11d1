import { existsSync, readFileSync } from 'node:fs';

/** What the virtual coder marked, from its own tape: `[{ job, record, text }]`. */
export const readTape = (installation) => {
  const file = installation.path('devices', 'tape.tsv');
  if (!existsSync(file)) return [];
  return readFileSync(file, 'latin1')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [, job, record, text] = line.split('\t');
      return { job, record: Number(record), text };
    });
};
