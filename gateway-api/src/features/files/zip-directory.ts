import { open } from 'node:fs/promises';

/** One entry of a ZIP archive's central directory (PKWARE APPNOTE 4.3.12). */
export interface ZipEntry {
  readonly name: string;
  /** Bytes when unpacked, as the archive claims. */
  readonly size: number;
}

const endSignature = 0x0605_4b50;
const entrySignature = 0x0201_4b50;
const endLength = 22;
const entryLength = 46;
const longestComment = 0xffff;

const findEnd = (tail: Buffer): number => {
  for (let at = tail.length - endLength; at >= 0; at -= 1) {
    if (tail.readUInt32LE(at) === endSignature && at + endLength + tail.readUInt16LE(at + 20) === tail.length)
      return at;
  }
  return -1;
};

const entriesIn = (directory: Buffer, count: number): ZipEntry[] | undefined => {
  const entries: ZipEntry[] = [];
  let at = 0;
  while (entries.length < count) {
    if (at + entryLength > directory.length || directory.readUInt32LE(at) !== entrySignature)
      return undefined;
    const nameLength = directory.readUInt16LE(at + 28);
    const name = directory.toString('utf8', at + entryLength, at + entryLength + nameLength);
    entries.push({ name, size: directory.readUInt32LE(at + 24) });
    at += entryLength + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return at === directory.length ? entries : undefined;
};

/** Entries of the archive in a file, without unpacking any; `undefined` when it is no sound ZIP of one part. */
export const zipEntriesOf = async (path: string): Promise<ZipEntry[] | undefined> => {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const tail = Buffer.alloc(Math.min(size, endLength + longestComment));
    await file.read(tail, 0, tail.length, size - tail.length);
    const end = findEnd(tail);
    if (end < 0) return undefined;
    const length = tail.readUInt32LE(end + 12);
    const start = tail.readUInt32LE(end + 16);
    if (start + length !== size - tail.length + end) return undefined;
    const directory = Buffer.alloc(length);
    await file.read(directory, 0, length, start);
    return entriesIn(directory, tail.readUInt16LE(end + 10));
  } finally {
    await file.close();
  }
};
