import { randomBytes } from 'node:crypto';
import { idFromBytes, idRandomBytes } from '@baytrace/domain/identifiers';

/** A fresh random id of 26 base-32 characters. */
export const randomId = (): string => idFromBytes(randomBytes(idRandomBytes));
