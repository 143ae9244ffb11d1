import { parseGtin } from '@baytrace/domain/codes';
import { parseDocumentNumber } from '@baytrace/domain/identifiers';
import type { ProductFacts } from '@baytrace/domain/ledger';
import { parseNetContent, unitOf } from '@baytrace/domain/quantities';
import { InvalidInput } from '../../platform/http/invalid-input.js';
import type { ProductFields } from './products.schema.js';

/** Pieces and packages have no decimals (S-2). */
const checkScale = ({ unit, scale }: ProductFields): void => {
  if (unitOf(unit).dimension === 'count' && scale !== 0) {
    throw InvalidInput.at('body.scale', 'a counted unit has no decimals');
  }
};

/**
 * Product fields as typed → the facts the ledger keeps: GTIN filled to 14 digits, number in capitals, net content
 * in its canonical form.
 *
 * @throws DomainError BT-GTIN-INVALID, BT-NET-CONTENT-INVALID, BT-QUANTITY-INVALID, BT-IDENTIFIER-INVALID,
 *   BT-INPUT-INVALID for a counted unit with decimals.
 */
export const productFactsOf = (id: string, fields: ProductFields): ProductFacts => {
  checkScale(fields);
  const { gtin, number, netContent, ...rest } = fields;
  return {
    id,
    ...(gtin === undefined || gtin === null || gtin.trim() === '' ? {} : { gtin: parseGtin(gtin) }),
    number: parseDocumentNumber(number),
    netContent: parseNetContent(netContent.value, netContent.unit),
    ...rest,
  };
};
