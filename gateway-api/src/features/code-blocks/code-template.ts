import { hash } from 'node:crypto';
import { canonicalJson } from '@baytrace/domain/ledger';

/**
 * What the codes of a block look like. For now one built-in template an enterprise need not configure: item level,
 * GS1 Digital Link where the product has a GTIN, `/T/` otherwise, in capitals for the denser QR mode (charter §5).
 */
export interface CodeTemplate {
  readonly v: 1;
  readonly name: string;
  readonly level: 'item';
  readonly form: 'gs1-digital-link' | 'platform';
  readonly case: 'upper';
  readonly symbology: 'qr';
  readonly errorCorrection: 'M';
}

/** The built-in template for a product with or without GTIN. */
export const builtInTemplate = (hasGtin: boolean): CodeTemplate => ({
  v: 1,
  name: 'item',
  level: 'item',
  form: hasGtin ? 'gs1-digital-link' : 'platform',
  case: 'upper',
  symbology: 'qr',
  errorCorrection: 'M',
});

/** SHA-256, hex, of the template as canonical JSON: what a block on the ledger says of it. */
export const templateDigest = (template: CodeTemplate): string =>
  hash('sha256', canonicalJson({ ...template }), 'hex');
