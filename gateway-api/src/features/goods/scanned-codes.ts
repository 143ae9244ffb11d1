import { Injectable } from '@nestjs/common';
import { DomainError } from '@baytrace/domain/errors';
import { z } from 'zod';
import { CodeReader, type ResolvedCode } from '../code-keys/code-reader.service.js';
import type { CodeOfLot } from './codes-by-lot.js';

/** Most codes one request may carry. */
export const mostScans = 10_000;

/** Scanned or typed codes of one request. */
export const scansSchema = z.array(z.string().min(1).max(2000)).min(1).max(mostScans);

/** A scanned code that was not taken, and why. */
export const scanRefusalSchema = z
  .strictObject({
    code: z.string(),
    problem: z.strictObject({
      code: z.string(),
      params: z.record(z.string(), z.union([z.string(), z.number()])),
    }),
  })
  .meta({ id: 'ScanRefusal' });
export type ScanRefusal = z.infer<typeof scanRefusalSchema>;

/** What became of scanned codes, and what the document's lines have now. */
export const scanResultSchema = z
  .strictObject({
    accepted: z.int().describe('codes taken now'),
    ignored: z.array(z.string()).describe('codes that were scanned here before (S-27)'),
    refused: z.array(scanRefusalSchema),
    lines: z.array(
      z.strictObject({
        product: z.string().nullable(),
        lot: z.string().nullable(),
        lotNumber: z.string().nullable(),
        expected: z.string().describe('quantity of the line'),
        scanned: z.string().describe('quantity its scanned codes stand for'),
      }),
    ),
  })
  .meta({ id: 'ScanResult' });
export type ScanResult = z.infer<typeof scanResultSchema>;

/** A genuine code on goods. */
export interface ScannedCode extends CodeOfLot {
  readonly text: string;
  readonly code: ResolvedCode;
}

/** What a list of scans came to. */
export interface Scans {
  readonly accepted: readonly ScannedCode[];
  readonly refused: readonly ScanRefusal[];
}

/** The refusal of one scan. */
export const scanRefusal = (code: string, error: DomainError): ScanRefusal => ({
  code,
  problem: { code: error.code, params: { ...error.params } },
});

/**
 * Refusal of a code that is not on goods in the enterprise's own stock; `undefined` when it is.
 *
 * `BT-CODE-DISABLED`, or `BT-CODE-NOT-HELD` with `reason` unassigned | ended | in-transit | elsewhere.
 */
export const refusalOutsideStock = (code: ResolvedCode, enterprise: string): DomainError | undefined => {
  const { locator, index, place, disabled } = code;
  const refuse = (reason: string): DomainError =>
    new DomainError('BT-CODE-NOT-HELD', { locator, index, reason });
  if (disabled) return new DomainError('BT-CODE-DISABLED', { locator, index });
  if (place === undefined) return refuse('unassigned');
  if (place.holder !== enterprise) return refuse('elsewhere');
  if (place.kind === 'exit') return refuse('ended');
  if (place.parcelKind !== 'goods' || place.lot === null) return refuse('unassigned');
  return place.transitTo === null ? undefined : refuse('in-transit');
};

/** A resolved code as a scan. */
export const scannedOf = (text: string, code: ResolvedCode): ScannedCode => ({
  text,
  code,
  locator: code.locator,
  index: code.index,
  lot: code.place?.lot ?? '',
});

/** Reads scanned codes in bulk and sorts out those that may not be used. */
@Injectable()
export class CodeScanner {
  constructor(private readonly reader: CodeReader) {}

  /** One code. @throws DomainError of `CodeReader.resolve` */
  one(text: string): Promise<ResolvedCode> {
    return this.reader.resolve(text);
  }

  /** Resolves codes; `refuse` says what speaks against a genuine one. */
  async scan(
    texts: readonly string[],
    refuse: (code: ResolvedCode) => DomainError | undefined,
  ): Promise<Scans> {
    const answers = await this.reader.resolveMany(texts);
    const accepted: ScannedCode[] = [];
    const refused: ScanRefusal[] = [];
    for (const [at, text] of texts.entries()) {
      const answer = answers[at] ?? new DomainError('BT-CODE-UNKNOWN');
      const refusal = answer instanceof DomainError ? answer : refuse(answer);
      if (refusal !== undefined || answer instanceof DomainError) {
        refused.push(scanRefusal(text, refusal ?? new DomainError('BT-CODE-UNKNOWN')));
      } else {
        accepted.push(scannedOf(text, answer));
      }
    }
    return { accepted, refused };
  }
}
