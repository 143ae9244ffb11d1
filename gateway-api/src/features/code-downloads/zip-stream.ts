import { crc32, deflateRawSync } from 'node:zlib';

/** One file of an archive; `name` is ASCII. */
export interface ZipEntry {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What the directory at the end needs of a file that has left: 32 bytes a file, the names are made again. */
interface Written {
  readonly offset: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
}

const version = 45;
const most32 = 0xffff_ffff;
const most16 = 0xffff;
/** 1980-01-01, the first day DOS knows: the same codes give the same archive. */
const dosDate = 0x21;
/** Directory entries sent in one go. */
const entriesAtOnce = 1024;

const localHeader = (name: Buffer, { crc, packed, size }: Written): Buffer => {
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x0403_4b50, 0);
  head.writeUInt16LE(20, 4);
  head.writeUInt16LE(8, 8);
  head.writeUInt16LE(dosDate, 12);
  head.writeUInt32LE(crc, 14);
  head.writeUInt32LE(packed, 18);
  head.writeUInt32LE(size, 22);
  head.writeUInt16LE(name.length, 26);
  return Buffer.concat([head, name]);
};

/** Offsets beyond 4 GiB stand in the Zip64 extra field (APPNOTE 4.5.3). */
const farOffset = (offset: number): Buffer => {
  if (offset < most32) return Buffer.alloc(0);
  const extra = Buffer.alloc(12);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(8, 2);
  extra.writeBigUInt64LE(BigInt(offset), 4);
  return extra;
};

const directoryEntry = (name: Buffer, { offset, crc, packed, size }: Written): Buffer => {
  const extra = farOffset(offset);
  const head = Buffer.alloc(46);
  head.writeUInt32LE(0x0201_4b50, 0);
  head.writeUInt16LE(version, 4);
  head.writeUInt16LE(extra.length > 0 ? version : 20, 6);
  head.writeUInt16LE(8, 10);
  head.writeUInt16LE(dosDate, 14);
  head.writeUInt32LE(crc, 16);
  head.writeUInt32LE(packed, 20);
  head.writeUInt32LE(size, 24);
  head.writeUInt16LE(name.length, 28);
  head.writeUInt16LE(extra.length, 30);
  head.writeUInt32LE(Math.min(offset, most32), 42);
  return Buffer.concat([head, name, extra]);
};

/** Zip64 end of directory with its locator, and the classic end (APPNOTE 4.3.14–4.3.16). */
const endOfDirectory = (files: number, start: number, length: number): Buffer => {
  const end = Buffer.alloc(56 + 20 + 22);
  end.writeUInt32LE(0x0606_4b50, 0);
  end.writeBigUInt64LE(44n, 4);
  end.writeUInt16LE(version, 12);
  end.writeUInt16LE(version, 14);
  end.writeBigUInt64LE(BigInt(files), 24);
  end.writeBigUInt64LE(BigInt(files), 32);
  end.writeBigUInt64LE(BigInt(length), 40);
  end.writeBigUInt64LE(BigInt(start), 48);
  end.writeUInt32LE(0x0706_4b50, 56);
  end.writeBigUInt64LE(BigInt(start + length), 64);
  end.writeUInt32LE(1, 72);
  end.writeUInt32LE(0x0605_4b50, 76);
  end.writeUInt16LE(Math.min(files, most16), 84);
  end.writeUInt16LE(Math.min(files, most16), 86);
  end.writeUInt32LE(Math.min(length, most32), 88);
  end.writeUInt32LE(Math.min(start, most32), 92);
  return end;
};

/**
 * Writes a ZIP archive as a stream of portions (PKWARE APPNOTE 6.3, Zip64), each deflated. Memory stays at one
 * portion and 32 bytes a file.
 *
 * @param portions files, some at a time; between portions the event loop may turn
 * @param names the names of all files again, in the same order
 */
export const zipStream = async function* (
  portions: AsyncIterable<readonly ZipEntry[]>,
  names: () => Iterable<string>,
): AsyncGenerator<Buffer, void, undefined> {
  const offsets: number[] = [];
  const facts: number[] = [];
  let position = 0;
  for await (const portion of portions) {
    const parts = portion.flatMap(({ name, bytes }) => {
      const body = deflateRawSync(bytes, { level: 1 });
      const written = { offset: position, crc: crc32(bytes), packed: body.length, size: bytes.length };
      const head = localHeader(Buffer.from(name, 'ascii'), written);
      offsets.push(position);
      facts.push(written.crc, written.packed, written.size);
      position += head.length + body.length;
      return [head, body];
    });
    yield Buffer.concat(parts);
  }
  const start = position;
  let entries: Buffer[] = [];
  let at = 0;
  for (const name of names()) {
    const [crc = 0, packed = 0, size = 0] = facts.slice(at * 3, at * 3 + 3);
    const entry = directoryEntry(Buffer.from(name, 'ascii'), { offset: offsets[at] ?? 0, crc, packed, size });
    position += entry.length;
    at += 1;
    entries.push(entry);
    if (entries.length < entriesAtOnce) continue;
    yield Buffer.concat(entries);
    entries = [];
  }
  yield Buffer.concat([...entries, endOfDirectory(offsets.length, start, position - start)]);
};
