import { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { stringify } from 'csv-stringify/sync';
import { indexesOf, type RangeSet } from '@baytrace/domain/ranges';
import type { CodePrinter } from '../code-blocks/printed-codes.service.js';
import { qrSvg } from './qr-svg.js';
import { type ZipEntry, zipStream } from './zip-stream.js';

/** Drawn codes to be written into a file. */
export interface CodesToWrite {
  readonly printer: CodePrinter;
  readonly locator: string;
  readonly level: string;
  readonly ranges: RangeSet;
}

const columns = ['uri', 'element', 'index', 'gtin', 'level'] as const;

/** SVGs made in one go: a few milliseconds, then other requests have their turn. */
const svgPortion = 64;

const csvStyle = { quoted_string: true, escape_formulas: true, record_delimiter: 'windows' } as const;

const csvPortions = async function* ({ printer, level, ranges }: CodesToWrite): AsyncGenerator<Buffer> {
  yield Buffer.from(stringify([columns], { ...csvStyle, bom: true }));
  for (const portion of printer.portions(ranges)) {
    const rows = portion.map(({ uri, element, index }) => [
      uri,
      element,
      String(index),
      printer.gtin ?? '',
      level,
    ]);
    yield Buffer.from(stringify(rows, csvStyle));
    await nextTurn();
  }
};

/** UTF-8 with BOM for office programs, quoted, safe from formula injection (S-23); one row a code. */
export const csvOf = (codes: CodesToWrite): Readable =>
  Readable.from(csvPortions(codes), { objectMode: false });

const svgName = (locator: string, index: number): string =>
  `${locator}-${String(index).padStart(7, '0')}.svg`;

const svgPortions = async function* (
  { printer, locator, ranges }: CodesToWrite,
  withText: boolean,
): AsyncGenerator<readonly ZipEntry[]> {
  for (const portion of printer.portions(ranges, svgPortion)) {
    yield portion.map(({ index, uri, serial }) => ({
      name: svgName(locator, index),
      bytes: Buffer.from(qrSvg(uri, withText ? serial : undefined)),
    }));
    await nextTurn();
  }
};

const svgNames = function* ({ locator, ranges }: CodesToWrite): Generator<string> {
  for (const index of indexesOf(ranges)) yield svgName(locator, index);
};

/** A ZIP with one SVG a code, named by locator and index. */
export const svgZipOf = (codes: CodesToWrite, withText: boolean): Readable =>
  Readable.from(
    zipStream(svgPortions(codes, withText), () => svgNames(codes)),
    { objectMode: false, highWaterMark: 256 * 1024 },
  );
