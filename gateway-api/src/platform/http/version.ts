import { DomainError } from '@baytrace/domain';
import { z } from 'zod';

/** Member `version` of everything that is edited: the caller sends back the one it read (S-33). */
export const versionSchema = z.int().min(1);

/**
 * Refuses an edit made on an older state.
 * @throws DomainError BT-VERSION-STALE with both versions.
 */
export const expectVersion = (current: number, expected: number): void => {
  if (current !== expected) throw new DomainError('BT-VERSION-STALE', { current, expected });
};
