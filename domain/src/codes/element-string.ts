import { DomainError } from '../errors/index.js';
import { isGtin14, isSscc } from './gtin.js';
import { isSerial } from './sealed-serial.js';

/** One pack or case: with the GTIN it was printed with, or without one (`/T/`, or typed by hand). */
export interface ItemElement {
  readonly kind: 'item';
  /** `gtin`: `/01/<GTIN>/21/<serial>`; `platform`: `/T/<serial>`; `bare`: the serial alone, typed or read out. */
  readonly form: 'gtin' | 'platform' | 'bare';
  /** GTIN-14, with form `gtin` only. */
  readonly gtin?: string;
  readonly serial: string;
}

/** All packs of a lot: `/01/<GTIN>/10/<lot>`. */
export interface LotElement {
  readonly kind: 'lot';
  readonly gtin: string;
  readonly lotNumber: string;
}

/** A logistic unit: `/00/<SSCC>`; authenticity is not claimed. */
export interface SsccElement {
  readonly kind: 'sscc';
  readonly sscc: string;
}

/** What a code on goods names (R-4.2.5b–d). */
export type CodeElement = ItemElement | LotElement | SsccElement;

/** GS1 character set 82, up to 20 characters: what AI (10) allows (GS1 General Specifications §7.11). */
const lotPattern = /^[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]{1,20}$/u;

/** True when a lot number may stand in a GS1 bearer as AI (10). */
export const isGs1LotNumber = (text: string): boolean => lotPattern.test(text);

const refuse = (reason: string): DomainError => new DomainError('BT-CODE-INVALID', { reason });

/** `encodeURIComponent`, and the marks it leaves alone that GS1 lists as reserved. */
export const percentEncode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/gu, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

/** An item with or without GTIN. @throws DomainError `BT-CODE-INVALID` with `reason` gtin | serial */
export const itemElement = (serial: string, gtin?: string): ItemElement => {
  if (!isSerial(serial)) throw refuse('serial');
  if (gtin === undefined) return { kind: 'item', form: 'platform', serial };
  if (!isGtin14(gtin)) throw refuse('gtin');
  return { kind: 'item', form: 'gtin', gtin, serial };
};

/** All packs of a lot. @throws DomainError `BT-CODE-INVALID` with `reason` gtin | lot-number */
export const lotElement = (gtin: string, lotNumber: string): LotElement => {
  if (!isGtin14(gtin)) throw refuse('gtin');
  if (!isGs1LotNumber(lotNumber)) throw refuse('lot-number');
  return { kind: 'lot', gtin, lotNumber };
};

/** A logistic unit. @throws DomainError `BT-CODE-INVALID` with `reason` sscc */
export const ssccElement = (sscc: string): SsccElement => {
  if (!isSscc(sscc)) throw refuse('sscc');
  return { kind: 'sscc', sscc };
};

/** What stands in front of the serial in every element string of a block: `/01/<GTIN>/21/`, or `/T/` without GTIN. */
export const serialPrefix = (gtin?: string): string => (gtin === undefined ? '/T/' : `/01/${gtin}/21/`);

/**
 * The canonical element string, without host: a Merkle leaf, a database key.
 * A bare serial has none: its block says which GTIN belongs to it.
 * @throws DomainError `BT-CODE-INVALID` with `reason` bare
 */
export const elementString = (element: CodeElement): string => {
  if (element.kind === 'sscc') return `/00/${element.sscc}`;
  if (element.kind === 'lot') return `/01/${element.gtin}/10/${percentEncode(element.lotNumber)}`;
  if (element.form === 'bare') throw refuse('bare');
  return serialPrefix(element.gtin) + element.serial;
};
