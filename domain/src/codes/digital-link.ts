import { DomainError } from '../errors/index.js';
import { foldTyped } from '../typing/index.js';
import { foldBase32 } from './base32.js';
import { elementString, itemElement, lotElement, percentEncode, ssccElement } from './element-string.js';
import type { CodeElement } from './element-string.js';
import { isGtin14, isSscc } from './gtin.js';
import { isSerial } from './sealed-serial.js';

/** Clear template variables: GS1 application identifier → value, as query attributes of the URI (R-4.2.5f). */
export type LinkAttributes = Readonly<Record<string, string>>;

/** A scanned or typed text, understood. */
export interface ScannedCode {
  readonly element: CodeElement;
  /** Application identifiers besides the key: from the query, and a lot (10) in front of a serial. Not proven by the serial. */
  readonly attributes: LinkAttributes;
}

const refuse = (reason: string): DomainError => new DomainError('BT-CODE-INVALID', { reason });

const maxLength = 2000;
const urlPattern = /^https?:\/\/[^/?#\s]+(\/[^?#\s]*)(?:\?([^#\s]*))?(?:#.*)?$/iu;
const barePattern = /^(\/[^?#\s]*)(?:\?([^#\s]*))?$/u;
const applicationIdentifier = /^\d{2,4}$/u;

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) throw refuse('percent-encoding');
    throw error;
  }
};

const gtin14 = (text: string): string => {
  const filled = /^(?:\d{8}|\d{12,14})$/u.test(text) ? text.padStart(14, '0') : text;
  if (!isGtin14(filled)) throw refuse('gtin');
  return filled;
};

/** `/01/<GTIN>` with its qualifiers in GS1 order: [/22/<variant>][/10/<lot>][/21/<serial>]. */
const parseTradeItem = (segments: readonly string[]): ScannedCode => {
  const [, gtin = '', ...rest] = segments;
  const qualifiers = new Map<string, string>();
  const order = ['22', '10', '21'];
  for (let at = 0; at < rest.length; at += 2) {
    const [key = '', value = ''] = [rest[at], rest[at + 1]];
    const place = order.indexOf(key);
    if (place < 0 || value === '') throw refuse('path');
    order.splice(0, place + 1);
    qualifiers.set(key, value);
  }
  const serial = qualifiers.get('21');
  const lotNumber = qualifiers.get('10');
  if (serial !== undefined) {
    qualifiers.delete('21');
    return {
      element: itemElement(foldBase32(serial), gtin14(gtin)),
      attributes: Object.fromEntries(qualifiers),
    };
  }
  if (lotNumber === undefined) throw refuse('no-serial');
  qualifiers.delete('10');
  return { element: lotElement(gtin14(gtin), lotNumber), attributes: Object.fromEntries(qualifiers) };
};

/** Where the primary key begins: a GS1 Digital Link may have any path in front of it. */
const keyPosition = (segments: readonly string[]): number =>
  segments.findIndex((segment, at) => {
    const next = segments[at + 1] ?? '';
    if (segment === '00') return /^\d{18}$/u.test(next);
    if (segment === '01') return /^(?:\d{8}|\d{12,14})$/u.test(next);
    return segment.toUpperCase() === 'T' && at === segments.length - 2;
  });

const parsePath = (path: string): ScannedCode => {
  const all = path.replace(/\/$/u, '').slice(1).split('/').map(decode);
  const start = keyPosition(all);
  if (start < 0) throw refuse('path');
  const segments = all.slice(start);
  const [key, value = ''] = segments;
  if (key === '01') return parseTradeItem(segments);
  if (segments.length !== 2) throw refuse('path');
  return { element: key === '00' ? ssccElement(value) : itemElement(foldBase32(value)), attributes: {} };
};

const parseQuery = (query: string): LinkAttributes => {
  const pairs = query
    .split(/[&;]/u)
    .map((pair): [string, string] => {
      const cut = pair.indexOf('=');
      return cut < 0 ? [pair, ''] : [decode(pair.slice(0, cut)), decode(pair.slice(cut + 1))];
    })
    .filter(([key, value]) => applicationIdentifier.test(key) && value !== '');
  return Object.fromEntries(pairs);
};

/** A code without any path: a serial, or an SSCC with or without its application identifier 00. */
const parseBare = (text: string): ScannedCode => {
  const sscc = /^(?:00|\(00\))?(\d{18})$/u.exec(text.replace(/\s+/gu, ''))?.[1];
  if (sscc !== undefined && isSscc(sscc)) return { element: ssccElement(sscc), attributes: {} };
  const serial = foldBase32(text);
  if (!isSerial(serial)) throw refuse('form');
  return { element: { kind: 'item', form: 'bare', serial }, attributes: {} };
};

/**
 * Understands what a scanner or a person gives: a URL with any host (and any path in front) and any case of scheme,
 * host and serial; an element string; a bare serial; an SSCC. Whether the host is trusted, and whether the serial
 * is genuine, is for others to say.
 * @throws DomainError `BT-CODE-INVALID` with `reason` form | path | gtin | sscc | serial | no-serial | lot-number |
 * percent-encoding | length
 */
export const parseScan = (text: string): ScannedCode => {
  if (text.length > maxLength) throw refuse('length');
  const folded = foldTyped(text);
  const [, path, query = ''] = urlPattern.exec(folded) ?? barePattern.exec(folded) ?? [];
  if (path === undefined) return parseBare(folded);
  const scanned = parsePath(path);
  return { element: scanned.element, attributes: { ...parseQuery(query), ...scanned.attributes } };
};

const hostPattern = /^(?=.{1,253}(?::|$))[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?$/iu;

/**
 * The GS1 Digital Link URI of an element, e.g. `https://host/01/09521234543213/21/…?17=260131`.
 * @param host a host name with or without port, no scheme
 * @throws DomainError `BT-CODE-INVALID` with `reason` host | attribute | bare
 */
export const toUri = (host: string, element: CodeElement, attributes: LinkAttributes = {}): string => {
  if (!hostPattern.test(host)) throw refuse('host');
  const pairs = Object.entries(attributes).map(([key, value]) => {
    if (!applicationIdentifier.test(key) || key === '21' || key === '22' || value === '')
      throw refuse('attribute');
    return `${key}=${percentEncode(value)}`;
  });
  const query = pairs.length === 0 ? '' : `?${pairs.join('&')}`;
  return `https://${host.toLowerCase()}${elementString(element)}${query}`;
};

/**
 * The same URI in capitals, for the denser alphanumeric mode of QR (ISO/IEC 18004); with a host of ≤ 14 characters an item
 * fits version 3 at level M (charter §5).
 * @throws DomainError `BT-CODE-INVALID` with `reason` lower-case when a lot number or attribute would be changed by it
 */
export const toUpperCaseUri = (
  host: string,
  element: CodeElement,
  attributes: LinkAttributes = {},
): string => {
  const uri = toUri(host, element, attributes);
  const kept = [element.kind === 'lot' ? element.lotNumber : '', ...Object.values(attributes)];
  if (kept.some((value) => value !== value.toUpperCase())) throw refuse('lower-case');
  return uri.toUpperCase();
};
