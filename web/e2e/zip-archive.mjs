import { inflateRawSync } from 'node:zlib';

/**
 * The files of a ZIP archive, read by its central directory as unpacking programs do (PKWARE APPNOTE 4.3.12).
 * @returns name → content as text
 */
export const unzip = (archive) => {
  const end = archive.lastIndexOf(Buffer.from('504b0506', 'hex'));
  if (end < 0) throw new Error('no ZIP archive: the end of its central directory is not there');
  const files = new Map();
  let entry = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [name, extra, comment] = [28, 30, 32].map((offset) => archive.readUInt16LE(entry + offset));
    const header = archive.readUInt32LE(entry + 42);
    const start = header + 30 + archive.readUInt16LE(header + 26) + archive.readUInt16LE(header + 28);
    const packed = archive.subarray(start, start + archive.readUInt32LE(entry + 20));
    const isStored = archive.readUInt16LE(entry + 10) === 0;
    const path = archive.toString('utf8', entry + 46, entry + 46 + name);
    files.set(path, (isStored ? packed : inflateRawSync(packed)).toString('utf8'));
    entry += 46 + name + extra + comment;
  }
  return files;
};
