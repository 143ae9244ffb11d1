import { StreamableFile } from '@nestjs/common';
import type { Readable } from 'node:stream';

/** A good answer with another status than the route's usual one. */
export class Answer {
  constructor(
    readonly status: number,
    readonly body: unknown,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {}
}

/** Answers with a status declared in the route's `others`, e.g. `return answer(202, operation)`. */
export const answer = (
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Answer => new Answer(status, body, headers);

/** Lone surrogates cannot be percent-encoded; they become U+FFFD. */
const wellFormed = (text: string): string => text.replace(/\p{Surrogate}/gu, '\u{FFFD}');

const encodeExtended = (text: string): string =>
  encodeURIComponent(text).replace(/['()*]/gu, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

/** `attachment` disposition with a plain fallback and the full name (RFC 6266, RFC 8187); no header injection. */
export const attachmentOf = (fileName: string): string => {
  const plain = fileName.replace(/[^A-Za-z0-9._ -]/gu, '_').slice(0, 150);
  return `attachment; filename="${plain}"; filename*=UTF-8''${encodeExtended(wellFormed(fileName))}`;
};

/** A file to be saved by the browser, from bytes or a stream. */
export const download = (
  content: Uint8Array | Readable,
  about: { readonly mediaType: string; readonly fileName: string; readonly length?: number },
): StreamableFile => {
  const options = {
    type: about.mediaType,
    disposition: attachmentOf(about.fileName),
    ...(about.length === undefined ? {} : { length: about.length }),
  };
  return content instanceof Uint8Array
    ? new StreamableFile(content, { ...options, length: content.byteLength })
    : new StreamableFile(content, options);
};
