import { createHash } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { deriveCodeKeys, parseScan, unsealMany } from '@baytrace/domain/codes';
import { parse } from 'csv-parse/sync';
import decodeQR from 'qr/decode.js';
import { nodeBulkCrypto } from '../../platform/bulk-crypto/node-bulk-crypto.js';
import { CodePrinter } from '../code-blocks/printed-codes.service.js';
import { csvOf, svgZipOf } from './code-files.js';
import { qrSvg } from './qr-svg.js';

const keys = deriveCodeKeys(createHash('sha256').update('code files').digest(), '0BAYT0');
const gtin = '09521234543213';
const printer = new CodePrinter(keys, gtin, 'gd.example');
const codes = {
  printer,
  locator: '0BAYT0',
  level: 'item',
  ranges: [
    [3, 40],
    [100, 163],
  ] as const,
};

const bytesOf = async (stream: AsyncIterable<Uint8Array>): Promise<Buffer> => {
  const parts: Uint8Array[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
};

/** Reads an archive by its central directory, as unpacking programs do (PKWARE APPNOTE 4.3). */
const unzip = (archive: Buffer): ReadonlyMap<string, string> => {
  const end = archive.lastIndexOf(Buffer.from('504b0506', 'hex'));
  const files = new Map<string, string>();
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    expect(archive.readUInt32LE(at)).toBe(0x0201_4b50);
    const [nameLength, extra] = [archive.readUInt16LE(at + 28), archive.readUInt16LE(at + 30)];
    const name = archive.toString('ascii', at + 46, at + 46 + nameLength);
    const local = archive.readUInt32LE(at + 42);
    const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    files.set(
      name,
      inflateRawSync(archive.subarray(start, start + archive.readUInt32LE(at + 20))).toString(),
    );
    at += 46 + nameLength + extra;
  }
  return files;
};

const scale = 4;

/** Paints the SVG's rectangles as a renderer would, and lets a QR decoder read the picture. */
const scan = (svg: string): string => {
  const side = Number(/viewBox="0 0 (\d+) /u.exec(svg)?.[1]) * scale;
  const data = new Uint8Array(side * side * 4).fill(255);
  const path = /<path d="([^"]*)"/u.exec(svg)?.[1] ?? '';
  for (const [, x, y, run] of path.matchAll(/M(\d+) (\d+)h(\d+)v1H\d+z/gu)) {
    for (let row = 0; row < scale; row += 1) {
      const from = (Number(y) * scale + row) * side + Number(x) * scale;
      for (let n = from; n < from + Number(run) * scale; n += 1) data.fill(0, n * 4, n * 4 + 3);
    }
  }
  return decodeQR({ width: side, height: side, data });
};

describe('codes as files (R-4.2.6b, S-23)', () => {
  test('the CSV has a BOM, a header and one row a code; every code is genuine and says its index', async () => {
    const text = (await bytesOf(csvOf(codes))).toString('utf8');
    expect(text.startsWith('\uFEFF')).toBe(true);
    const rows: Record<string, string>[] = parse(text, { bom: true, columns: true });
    expect(rows).toHaveLength(100);
    expect(Object.keys(rows[0] ?? {})).toEqual(['uri', 'element', 'index', 'gtin', 'level']);
    const serials = rows.map((row) => {
      const { element } = parseScan(row['uri'] ?? '');
      return element.kind === 'item' ? element.serial : '';
    });
    expect(unsealMany(nodeBulkCrypto, keys, serials)).toEqual(rows.map((row) => Number(row['index'])));
    expect(rows.every((row) => row['gtin'] === gtin && row['level'] === 'item')).toBe(true);
  });

  test('the ZIP has one SVG a code, and a decoder reads from each exactly the URI of its index', async () => {
    const files = unzip(await bytesOf(svgZipOf(codes, false)));
    expect(files.size).toBe(100);
    const expected = [...printer.portions(codes.ranges)].flat();
    for (const { index, uri } of expected) {
      expect(scan(files.get(`0BAYT0-${String(index).padStart(7, '0')}.svg`) ?? '')).toBe(uri);
    }
  });

  test('with a host of 14 characters or fewer a code fits a version-3 symbol: 29 modules and the quiet zone', () => {
    const [code] = [...printer.portions([[0, 1]])].flat();
    expect(qrSvg(code?.uri ?? '')).toContain('viewBox="0 0 37 37"');
  });

  test('the human-readable serial stands below the symbol and leaves it readable', () => {
    const [code] = [...printer.portions([[0, 1]])].flat();
    const svg = qrSvg(code?.uri ?? '', code?.serial);
    expect(svg).toContain(`>${code?.serial ?? ''}</text>`);
    expect(scan(svg)).toBe(code?.uri);
  });

  test('an archive is the same bytes each time', async () => {
    const hash = async (): Promise<string> =>
      createHash('sha256')
        .update(await bytesOf(svgZipOf(codes, false)))
        .digest('hex');
    expect(await hash()).toBe(await hash());
  });
});
