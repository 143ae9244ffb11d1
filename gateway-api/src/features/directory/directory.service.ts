import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Account, demandPermission } from '../../platform/access/account.js';
import { likePattern } from '../../platform/database/like-pattern.js';
import { Transactions } from '../../platform/database/transactions.js';
import { keyOf, type Page, toPage } from '../../platform/http/paging.js';
import type { DirectoryEntry, DirectoryQuery } from './directory.schema.js';

const cursorSchema = z.tuple([z.string(), z.string()]);

interface CardRow extends Omit<
  DirectoryEntry,
  'premisesType' | 'registrationNumber' | 'recallContact' | 'own'
> {
  readonly premises_type: string;
  readonly registration_number: string | null;
  readonly recall_contact: string;
}

/** The directory of all enterprises of the three jurisdictions, out of the ledger's private data. */
@Injectable()
export class Directory {
  constructor(private readonly transactions: Transactions) {}

  /** Cards by name; `q` looks into name and registration number. */
  async list(account: Account, query: DirectoryQuery): Promise<Page<DirectoryEntry>> {
    demandPermission(account, 'directory:read');
    const after = keyOf(query.cursor, cursorSchema);
    const rows = await this.transactions.reader.query<CardRow[]>(
      `SELECT c.enterprise, c.jurisdiction, c.name, c.premises_type, c.registration_number, c.recall_contact,
         e.roles, e.status
       FROM ledger.directory_card c JOIN ledger.enterprise e ON e.id = c.enterprise
       WHERE ($1::text IS NULL OR c.name ILIKE $1 OR c.registration_number ILIKE $1)
         AND ($2::text IS NULL OR c.jurisdiction = $2) AND ($3::text IS NULL OR $3 = ANY (e.roles))
         AND ($4::text IS NULL OR (c.name COLLATE "C", c.enterprise) > ($4, $5))
       ORDER BY c.name COLLATE "C", c.enterprise LIMIT $6`,
      [
        likePattern(query.q),
        query.jurisdiction ?? null,
        query.role ?? null,
        after?.[0] ?? null,
        after?.[1] ?? null,
        query.limit + 1,
      ],
    );
    return toPage(
      rows,
      query.limit,
      ({ premises_type, registration_number, recall_contact, ...card }) => ({
        ...card,
        premisesType: premises_type,
        registrationNumber: registration_number,
        recallContact: recall_contact,
        own: card.enterprise === account.enterprise,
      }),
      (row) => [row.name, row.enterprise],
    );
  }
}
