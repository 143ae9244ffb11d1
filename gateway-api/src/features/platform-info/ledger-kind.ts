import { readFile } from 'node:fs/promises';
import { z } from 'zod';

/** What stands behind the Fabric endpoint. */
export const ledgerKindSchema = z.enum(['embedded', 'fabric']);
export type LedgerKind = z.infer<typeof ledgerKindSchema>;

const fileSchema = z.object({ kind: ledgerKindSchema.default('embedded') });

/**
 * Which ledger wrote the connection file: its member `kind`. A file that does not say is taken for the embedded
 * ledger, so that nobody is told of a network that is not there.
 *
 * @throws Error when the file is missing or not such JSON.
 */
export const ledgerKindOf = async (connectionFile: string): Promise<LedgerKind> =>
  fileSchema.parse(JSON.parse(await readFile(connectionFile, 'utf8'))).kind;
