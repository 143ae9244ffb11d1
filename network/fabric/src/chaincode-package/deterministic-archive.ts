import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';

/** Byte of a gzip header that says which system wrote it (RFC 1952 §2.3.1): 255, unknown. */
const systemByte = 9;
const extraFlagsByte = 8;

/**
 * A gzipped tar whose bytes depend on nothing but the content: names in order, no times, owners or modes of the machine.
 * Stored, not compressed, because zlib builds compress differently; packages are a few hundred bytes.
 */
export async function deterministicArchive(
  files: Readonly<Record<string, string | Buffer>>,
): Promise<Buffer> {
  const archive = pack();
  for (const name of Object.keys(files).sort()) {
    const content = files[name];
    if (content === undefined) continue;
    archive.entry({ name, mode: 0o644, mtime: new Date(0), uid: 0, gid: 0, uname: '', gname: '' }, content);
  }
  archive.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of archive as AsyncIterable<Buffer>) chunks.push(chunk);
  const zipped = gzipSync(Buffer.concat(chunks), { level: 0 });
  zipped[extraFlagsByte] = 0;
  zipped[systemByte] = 255;
  return zipped;
}
