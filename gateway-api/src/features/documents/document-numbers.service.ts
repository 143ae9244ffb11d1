import { Injectable } from '@nestjs/common';
import { localDate } from '@baytrace/domain/dates';
import type { EntityManager } from 'typeorm';

/** First letters of the numbers of each type of document. */
const prefixes = { purchase: 'P', batch: 'B', dispatch: 'D', receipt: 'R', sale: 'S' } as const;

/** Documents that this gateway numbers. */
export type NumberedDocument = keyof typeof prefixes;

/** Numbers of business documents: per enterprise, type and year, never twice, gaps allowed (S-45). */
@Injectable()
export class DocumentNumbers {
  /** The next number, e.g. `D-2026-000001`, in the caller's database transaction. */
  async next(manager: EntityManager, enterprise: string, type: NumberedDocument): Promise<string> {
    const year = localDate(Date.now()).slice(0, 4);
    const [row] = await manager.query<{ last: number }[]>(
      `INSERT INTO app.document_number (enterprise, type, year, last) VALUES ($1, $2, $3, 1)
       ON CONFLICT (enterprise, type, year) DO UPDATE SET last = app.document_number.last + 1 RETURNING last`,
      [enterprise, type, Number(year)],
    );
    return `${prefixes[type]}-${year}-${String(row?.last ?? 1).padStart(6, '0')}`;
  }
}
