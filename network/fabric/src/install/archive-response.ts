import { FabricNetworkError } from '../errors/fabric-network-error.js';

/** What a server's answer to a request for (the rest of) an archive means. */
export type ArchiveAnswer =
  /** Bytes follow from `offset`; the whole archive has `total` bytes, if the server says. */
  | {
      readonly kind: 'bytes';
      readonly offset: number;
      readonly total: number | undefined;
      readonly validator: string | undefined;
    }
  /** What is there cannot be continued. */
  | { readonly kind: 'restart' }
  /** The server may answer otherwise in a moment. */
  | { readonly kind: 'later'; readonly reason: string };

const wholeNumber = (text: string | null | undefined): number | undefined =>
  text !== null && text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;

/** ETag if strong, else the date: a weak ETag may not be used with ranges (RFC 9110 §13.1.5). */
function validatorOf(headers: Headers): string | undefined {
  const tag = headers.get('etag');
  if (tag?.startsWith('"') === true) return tag;
  return headers.get('last-modified') ?? undefined;
}

/**
 * Reads status and headers (RFC 9110 §14, §15.3.7).
 * @param asked first byte that was asked for
 * @throws FabricNetworkError `BT-FABRIC-INSTALL-NOT-FOUND`, `BT-FABRIC-INSTALL-REFUSED`
 */
export function readAnswer(response: Response, asked: number, url: string): ArchiveAnswer {
  const { status, headers } = response;
  if (status === 200) {
    return {
      kind: 'bytes',
      offset: 0,
      total: wholeNumber(headers.get('content-length')),
      validator: validatorOf(headers),
    };
  }
  if (status === 206) return partOf(headers, asked);
  if (status === 416) return { kind: 'restart' };
  if (status === 404 || status === 410) {
    throw new FabricNetworkError(
      'BT-FABRIC-INSTALL-NOT-FOUND',
      `There is no archive at ${url} (HTTP ${status}). FABRIC_RELEASE_URL may name a mirror that has it.`,
    );
  }
  if (status === 408 || status === 429 || status >= 500) return { kind: 'later', reason: `HTTP ${status}` };
  throw new FabricNetworkError('BT-FABRIC-INSTALL-REFUSED', `${url} was refused with HTTP ${status}.`);
}

function partOf(headers: Headers, asked: number): ArchiveAnswer {
  const range = /^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(headers.get('content-range') ?? '');
  if (range === null || Number(range[1]) !== asked) return { kind: 'restart' };
  return { kind: 'bytes', offset: asked, total: wholeNumber(range[3]), validator: validatorOf(headers) };
}
