import { Readable, pipeline } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { stringify } from 'csv-stringify';
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

/** Ends with the error of its source, so that a broken download never looks complete. */
const flowInto = (source: Readable, target: ReturnType<typeof stringify>): Readable => {
  pipeline(source, target, (error) => {
    if (error !== null) target.destroy(error);
  });
  return target;
};

const csvRows = async function* ({ printer, level, ranges }: CodesToWrite): AsyncGenerator<string[]> {
  for (const portion of printer.portions(ranges)) {
    for (const { uri, element, index } of portion) yield [uri, element, String(index), printer.gtin ?? '', level];
    await nextTurn();
  }
};

/** UTF-8 with BOM for office programs, quoted, safe from formula injection (S-23); one row a code. */
export const csvOf = (codes: CodesToWrite): Readable =>
  flowInto(
    Readable.from(csvRows(codes)),
    stringify({
      ...{ bom: true, header: true, columns: [...columns], quoted_string: true, escape_formulas: true },
      record_delimiter: 'windows',
    }),
  );

const svgName = (locator: string, index: number): string => `${locator}-${String(index).padStart(7, '0')}.svg`;

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
