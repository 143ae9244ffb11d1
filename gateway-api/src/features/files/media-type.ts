import { TextDecoder } from 'node:util';
import { errorCodeOf } from '../../platform/error-code.js';
import { type ZipEntry, zipEntriesOf } from './zip-directory.js';

/** File types a document may have (S-43). */
export const mediaTypes = [
  'application/pdf',
  'image/jpeg',
  'image/png',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'text/csv',
] as const;

export type MediaType = (typeof mediaTypes)[number];

const signatures: readonly [MediaType, Buffer][] = [
  ['application/pdf', Buffer.from('%PDF-')],
  ['image/jpeg', Buffer.from([0xff, 0xd8, 0xff])],
  ['image/png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
];

const headLength = 16;
const zipSignature = Buffer.from([0x50, 0x4b, 0x03, 0x04]);
const mostEntries = 5_000;
const mostUnpacked = 300 * 1024 * 1024;

const officeTypeOf = (entries: readonly ZipEntry[]): MediaType | undefined => {
  const names = new Set(entries.map((entry) => entry.name));
  const unpacked = entries.reduce((sum, entry) => sum + entry.size, 0);
  if (entries.length > mostEntries || unpacked > mostUnpacked) return undefined;
  if (!names.has('[Content_Types].xml') || [...names].some((name) => /vbaProject/iu.test(name)))
    return undefined;
  if (names.has('xl/workbook.xml')) return mediaTypes[3];
  return names.has('word/document.xml') ? mediaTypes[4] : undefined;
};

/** Control characters that no table of text has; tab, line feed and carriage return are fine. */
// eslint-disable-next-line no-control-regex
const binary = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/u;

/**
 * Judges by content what a stream of bytes is: signatures of PDF, JPEG and PNG; the parts inside a ZIP for
 * XLSX and DOCX (macros, and archives that unpack too large, are no such document); UTF-8 text for CSV.
 */
export class MediaTypeJudge {
  #head = Buffer.alloc(0);
  #text: TextDecoder | undefined = new TextDecoder('utf-8', { fatal: true });

  /** Takes the next bytes. */
  inspect(chunk: Buffer): void {
    if (this.#head.length < headLength)
      this.#head = Buffer.concat([this.#head, chunk.subarray(0, headLength)]);
    this.#read(() => this.#text?.decode(chunk, { stream: true }) ?? '');
  }

  /** The type of all bytes seen, which also lie in the file `path`; `undefined` when it is none allowed. */
  async decide(path: string): Promise<MediaType | undefined> {
    const [signed] = signatures.find(([, signature]) => this.#startsWith(signature)) ?? [];
    if (signed !== undefined) return signed;
    if (this.#startsWith(zipSignature)) {
      const entries = await zipEntriesOf(path);
      return entries === undefined ? undefined : officeTypeOf(entries);
    }
    this.#read(() => this.#text?.decode() ?? '');
    return this.#text !== undefined && this.#head.length > 0 ? 'text/csv' : undefined;
  }

  #startsWith(signature: Buffer): boolean {
    return this.#head.subarray(0, signature.length).equals(signature);
  }

  /** Gives up the thought of text at the first bytes that are none. */
  #read(decode: () => string): void {
    try {
      if (binary.test(decode())) this.#text = undefined;
    } catch (error) {
      if (errorCodeOf(error) !== 'ERR_ENCODING_INVALID_ENCODED_DATA') throw error;
      this.#text = undefined;
    }
  }
}
