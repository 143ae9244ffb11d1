import { canonicalJson, type Json } from '@baytrace/domain/ledger';
import { Contract, type Context } from 'fabric-contract-api';
import { abandonBatch } from './abandon-batch.js';
import { readPrivate, readState } from './read-state.js';
import { submitBatch } from './submit-batch.js';

/**
 * The ledger's functions. Submit: `submitBatch(batch JSON)`, `abandonBatch(kind:id, batch id)`.
 * Evaluate: `readState(type, attributes as JSON array)`, `readPrivate(type, id)`. Parameters are strings; errors carry
 * `BT-… {params}` as message.
 */
export class LedgerContract extends Contract {
  constructor() {
    super('ledger');
  }

  async submitBatch(context: Context, batch: string): Promise<string> {
    return canonicalJson((await submitBatch(context, batch)) as unknown as Json);
  }

  async abandonBatch(context: Context, actor: string, batch: string): Promise<void> {
    await abandonBatch(context, actor, batch);
  }

  async readState(context: Context, type: string, attributes: string): Promise<string> {
    return readState(context, type, attributes);
  }

  async readPrivate(context: Context, type: string, id: string): Promise<string> {
    return readPrivate(context, type, id);
  }
}
