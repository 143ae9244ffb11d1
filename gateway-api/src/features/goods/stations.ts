import { Injectable } from '@nestjs/common';
import { jurisdictionSchema, type Jurisdiction } from '@baytrace/domain/ledger';
import { z } from 'zod';
import { Transactions } from '../../platform/database/transactions.js';

/** An enterprise as other enterprises see it. */
export const stationSchema = z
  .strictObject({ enterprise: z.string(), name: z.string(), jurisdiction: jurisdictionSchema })
  .meta({ id: 'Station' });

/** An enterprise with the name of its directory card; the id stands in where no card is known here. */
export interface Station {
  readonly enterprise: string;
  readonly name: string;
  readonly jurisdiction: Jurisdiction;
  readonly status: 'active' | 'suspended';
}

/** {@link stationSchema} of a station. */
export const stationOf = ({ enterprise, name, jurisdiction }: Station): z.infer<typeof stationSchema> => ({
  enterprise,
  name,
  jurisdiction,
});

/** Names of enterprises, from their directory cards. */
@Injectable()
export class Stations {
  constructor(private readonly transactions: Transactions) {}

  /** Stations by enterprise id; unknown ones are absent. */
  async of(enterprises: readonly string[]): Promise<ReadonlyMap<string, Station>> {
    if (enterprises.length === 0) return new Map();
    const rows = await this.transactions.reader.query<Station[]>(
      `SELECT e.id AS enterprise, coalesce(d.name, e.id) AS name, e.jurisdiction, e.status
       FROM ledger.enterprise e LEFT JOIN ledger.directory_card d ON d.enterprise = e.id WHERE e.id = ANY($1)`,
      [[...new Set(enterprises)]],
    );
    return new Map(rows.map((row) => [row.enterprise, row]));
  }
}
