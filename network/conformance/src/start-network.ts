import { EmbeddedNetwork, type NetworkOptions } from './embedded-network.js';
import { FabricNetwork } from './fabric-network.js';
import type { ChaincodeDefinition, ConformanceNetwork, LedgerKind } from './network.js';

/**
 * What `LEDGER` says: `embedded` (also when it is unset) or `fabric`.
 * @throws Error for anything else
 */
export function ledgerKind(env: NodeJS.ProcessEnv = process.env): LedgerKind {
  const kind = env['LEDGER'] ?? 'embedded';
  if (kind === 'embedded' || kind === 'fabric') return kind;
  throw new Error(`LEDGER=${kind}: embedded or fabric`);
}

/** Starts a network of a kind with these chaincodes. */
export async function startNetwork(
  kind: LedgerKind,
  chaincodes: readonly ChaincodeDefinition[],
  options: NetworkOptions = {},
): Promise<ConformanceNetwork> {
  if (kind === 'embedded') return await EmbeddedNetwork.start(chaincodes, options);
  return await FabricNetwork.start(chaincodes, options);
}
