import { DomainError } from '../errors/index.js';
import { indexLimit } from '../ranges/index.js';
import { base32Ascii, base32Value } from './base32.js';
import type { BulkCrypto } from './bulk-crypto.js';
import { locatorDigits } from './code-keys.js';
import type { CodeKeys } from './code-keys.js';

/*
 * serial = locator (6 digits, 30 bit) | tag (7 digits, 35 bit) | masked index (4 digits, 20 bit)
 * tag    = first 35 bits of AES(tagKey, suite:8 ‖ locator:32 ‖ index:32 ‖ 0:56)
 * masked = index xor first 20 bits of AES(maskKey, tag:35 ‖ 0:93)
 * All integers big-endian. Tag and mask make the index a function of the serial, so serials never collide.
 */

/** Characters of a serial. */
export const serialLength = 17;

const blockBytes = 16;
/** Codes sealed per AES call: bounds the memory of a long range, at no cost in speed. */
const sealChunk = 65_536;
const serialPattern = /^[0-9A-HJKMNP-TV-Z]{17}$/u;

/** Records of one width, one after the other, as ASCII bytes. */
export interface PackedText {
  readonly width: number;
  readonly bytes: Uint8Array;
}

/** Record number `at` as a string. */
export const textAt = (packed: PackedText, at: number): string =>
  String.fromCharCode(...packed.bytes.subarray(at * packed.width, (at + 1) * packed.width));

/** True for 17 canonical base-32 digits; says nothing of authenticity. */
export const isSerial = (text: string): boolean => serialPattern.test(text);

/** The locator of a serial, readable without a key. @throws DomainError `BT-CODE-INVALID` */
export const readLocator = (serial: string): string => {
  if (!isSerial(serial)) throw new DomainError('BT-CODE-INVALID', { reason: 'serial' });
  return serial.slice(0, locatorDigits);
};

const readDigits = (text: string, from: number, upto: number): number => {
  let value = 0;
  for (let at = from; at < upto; at += 1) value = value * 32 + base32Value(text, at);
  return value;
};

const writeDigits = (out: Uint8Array, from: number, digits: number, value: number): void => {
  for (let at = digits - 1, shift = 0; at >= 0; at -= 1, shift += 5) {
    out[from + at] = base32Ascii[(value >>> shift) & 31] as number;
  }
};

/** PRF blocks whose first 35 bits are the tags. */
const tagBlocks = (crypto: BulkCrypto, keys: CodeKeys, indexes: Uint32Array): Uint8Array => {
  const input = new Uint8Array(indexes.length * blockBytes);
  const view = new DataView(input.buffer);
  const locator = readDigits(keys.locator, 0, locatorDigits);
  indexes.forEach((index, at) => {
    view.setUint8(at * blockBytes, keys.suite);
    view.setUint32(at * blockBytes + 1, locator);
    view.setUint32(at * blockBytes + 5, index);
  });
  return crypto.aesEcbEncrypt(keys.tagKey, input);
};

/** Masks (20 bits each) for the tags that start each 16-byte record of `tags`; clears the rest of the records. */
const masksOf = (crypto: BulkCrypto, keys: CodeKeys, tags: Uint8Array): Uint32Array => {
  const input = new Uint8Array(tags.length);
  for (let at = 0; at < tags.length; at += blockBytes) {
    input.set(tags.subarray(at, at + 4), at);
    input[at + 4] = (tags[at + 4] as number) & 0xe0;
  }
  const output = crypto.aesEcbEncrypt(keys.maskKey, input);
  const view = new DataView(output.buffer, output.byteOffset, output.byteLength);
  return Uint32Array.from(
    { length: tags.length / blockBytes },
    (_, at) => view.getUint32(at * blockBytes) >>> 12,
  );
};

/** Writes the sealed serials of `indexes` into `out`, the first at `from`, each `stride` bytes after the last. */
const sealInto = (
  crypto: BulkCrypto,
  keys: CodeKeys,
  indexes: Uint32Array,
  out: Uint8Array,
  from: number,
  stride: number,
): void => {
  const tags = tagBlocks(crypto, keys, indexes);
  const masks = masksOf(crypto, keys, tags);
  const view = new DataView(tags.buffer, tags.byteOffset, tags.byteLength);
  const locator = readDigits(keys.locator, 0, locatorDigits);
  indexes.forEach((index, at) => {
    const start = from + at * stride;
    const high = view.getUint32(at * blockBytes);
    writeDigits(out, start, 6, locator);
    writeDigits(out, start + 6, 6, high >>> 2);
    writeDigits(out, start + 12, 1, ((high & 3) << 3) | (view.getUint8(at * blockBytes + 4) >>> 5));
    writeDigits(out, start + 13, 4, index ^ (masks[at] as number));
  });
};

const checkRange = (from: number, upto: number): void => {
  if (!Number.isInteger(from) || !Number.isInteger(upto) || from < 0 || from >= upto || upto > indexLimit) {
    throw new DomainError('BT-RANGE-INVALID', { from, upto });
  }
};

/**
 * Seals the indexes `from` … `upto − 1`, each record with `prefix` (ASCII) in front: with the prefix of
 * an element string the records are the Merkle leaves of the block. Bulk: two AES calls per 65,536 codes.
 * @throws DomainError `BT-RANGE-INVALID`
 */
export const sealRange = (
  crypto: BulkCrypto,
  keys: CodeKeys,
  from: number,
  upto: number,
  prefix = '',
): PackedText => {
  checkRange(from, upto);
  const width = prefix.length + serialLength;
  const bytes = new Uint8Array((upto - from) * width);
  const head = Uint8Array.from(prefix, (c) => c.charCodeAt(0));
  for (let at = 0; head.length > 0 && at < bytes.length; at += width) bytes.set(head, at);
  for (let start = from; start < upto; start += sealChunk) {
    const indexes = Uint32Array.from({ length: Math.min(sealChunk, upto - start) }, (_, n) => start + n);
    sealInto(crypto, keys, indexes, bytes, (start - from) * width + prefix.length, width);
  }
  return { width, bytes };
};

/** The sealed serial of one index. @throws DomainError `BT-RANGE-INVALID` */
export const seal = (crypto: BulkCrypto, keys: CodeKeys, index: number): string =>
  textAt(sealRange(crypto, keys, index, index + 1), 0);

/** Tag (35 bits) at the head of every 16-byte record, read from serials of this block. */
const tagsOfSerials = (serials: readonly string[]): Uint8Array => {
  const tags = new Uint8Array(serials.length * blockBytes);
  const view = new DataView(tags.buffer);
  serials.forEach((serial, at) => {
    const last = base32Value(serial, 12);
    view.setUint32(at * blockBytes, readDigits(serial, 6, 12) * 4 + (last >>> 3));
    view.setUint8(at * blockBytes + 4, (last & 7) << 5);
  });
  return tags;
};

const sameTag = (claimed: Uint8Array, computed: Uint8Array, at: number): boolean => {
  for (let n = at; n < at + 4; n += 1) if (claimed[n] !== computed[n]) return false;
  return claimed[at + 4] === ((computed[at + 4] as number) & 0xe0);
};

/**
 * Opens many serials of one block in two AES calls. The result has, at the place of each serial, its index, or
 * `undefined` for one that the block's key did not seal (malformed, of another block, or guessed).
 */
export const unsealMany = (
  crypto: BulkCrypto,
  keys: CodeKeys,
  serials: readonly string[],
): readonly (number | undefined)[] => {
  const ours = serials.filter((serial) => isSerial(serial) && serial.startsWith(keys.locator));
  if (ours.length === 0) return serials.map(() => undefined);
  const claimed = tagsOfSerials(ours);
  const masks = masksOf(crypto, keys, claimed);
  const indexes = Uint32Array.from(ours, (serial, at) => readDigits(serial, 13, 17) ^ (masks[at] as number));
  const computed = tagBlocks(crypto, keys, indexes);
  let at = -1;
  return serials.map((serial) => {
    if (!isSerial(serial) || !serial.startsWith(keys.locator)) return undefined;
    at += 1;
    return sameTag(claimed, computed, at * blockBytes) ? indexes[at] : undefined;
  });
};

/**
 * Opens one serial: the index that was sealed. Does not know how many codes the block has nor its product: see
 * `identifyItem`.
 * @throws DomainError `BT-CODE-INVALID` for text that is no serial, `BT-CODE-FORGED` when the key did not seal it
 */
export const unseal = (
  crypto: BulkCrypto,
  keys: CodeKeys,
  serial: string,
): { readonly locator: string; readonly index: number } => {
  const locator = readLocator(serial);
  const [index] = unsealMany(crypto, keys, [serial]);
  if (index === undefined) throw new DomainError('BT-CODE-FORGED', { reason: 'tag' });
  return { locator, index };
};
