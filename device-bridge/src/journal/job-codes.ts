import { rangesFromIndexes } from '@baytrace/domain/ranges';
import type { RangeSet } from '@baytrace/domain/ranges';
import { jobCodeSchema } from '@baytrace/domain/devices';
import type { JobCode, Refill } from '@baytrace/domain/devices';
import { z } from 'zod';
import type { JobRecord } from './job-record.js';
import { keyNumber } from './journal-store.js';
import type { Change, JournalStore } from './journal-store.js';

const chunkSchema = z.array(jobCodeSchema);

const prefixOf = (job: string): string => `codes!${job}!`;

/** The change that stores the codes of a refill. */
export const keepChunk = (refill: Refill): Change => ({
  type: 'put',
  key: prefixOf(refill.job) + keyNumber(refill.from),
  value: refill.codes,
});

/** Codes of the positions `from` … `upTo − 1` that are still in the journal, in order. */
export const codesAt = async (
  store: JournalStore,
  record: JobRecord,
  from: number,
  upTo: number,
): Promise<JobCode[]> => {
  const size = record.terms?.chunkSize ?? 1;
  const first = from - (from % size);
  const chunks = await store.values(prefixOf(record.job), keyNumber(first), Math.ceil((upTo - first) / size));
  const codes = chunks.flatMap((chunk) => chunkSchema.parse(chunk));
  return codes.filter(({ position }) => position >= from && position < upTo);
};

/** Code indexes of the positions `from` … `upTo − 1`. @throws Error when the journal misses one */
export const indexesAt = async (
  store: JournalStore,
  record: JobRecord,
  from: number,
  upTo: number,
): Promise<RangeSet> => {
  const codes = await codesAt(store, record, from, upTo);
  if (codes.length !== upTo - from) throw new Error(`journal misses codes of job ${record.job}`);
  return rangesFromIndexes(codes.map(({ index }) => index));
};

/** Changes that drop the chunks all of whose positions are below `position`. */
export const dropChunksBelow = async (
  store: JournalStore,
  record: JobRecord,
  position: number,
): Promise<Change[]> => {
  const size = record.terms?.chunkSize ?? 1;
  const last = position >= record.received ? position : position - (position % size);
  const keys = await store.keysBelow(prefixOf(record.job), keyNumber(last));
  return keys.map((key) => ({ type: 'del', key }));
};
