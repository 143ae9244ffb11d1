import { z } from 'zod';
import { DomainError } from '../errors/index.js';
import { foldTyped } from '../typing/index.js';

const documentNumberPattern = /^[A-Z0-9/-]{1,32}$/u;

/** A document number as the ledger takes it: capitals, digits, `/` and `-`, at most 32 (charter §4). */
export const documentNumberSchema = z.string().regex(documentNumberPattern);

/**
 * Reads a document number as typed: trimmed, width folded, in capitals.
 * @throws DomainError `BT-IDENTIFIER-INVALID` with `type` document-number
 */
export const parseDocumentNumber = (text: string): string => {
  const number = foldTyped(text).toUpperCase();
  if (!documentNumberPattern.test(number)) {
    throw new DomainError('BT-IDENTIFIER-INVALID', { type: 'document-number', reason: 'form' });
  }
  return number;
};
