import { fileURLToPath } from 'node:url';
import type { ConformanceNetwork } from '../network.js';
import { ComparedLedger } from './compared-ledger.js';
import { ComparisonCounts } from './comparison-counts.js';
import { LedgerPair } from './ledger-pair.js';
import { programDefinitions } from './program-definitions.js';

/** Path of the chaincode that runs random programs. */
export const RANDOM_PROGRAM = fileURLToPath(new URL('../../chaincode/random-program.cjs', import.meta.url));

/** The chaincodes that both networks of a pair start with. */
export const FIRST_DEFINITIONS = programDefinitions(1, 0, RANDOM_PROGRAM);

/**
 * How long blocks wait, ms, so that transactions submitted one after the other come into one. The follower repeats what
 * the leader's blocks were, so that it must not cut any further: it waits longer.
 */
export const LEADER_BATCH_TIMEOUT_MS = 250;
export const FOLLOWER_BATCH_TIMEOUT_MS = 600;

/** Connects to two networks that serve {@link FIRST_DEFINITIONS}. The leader decides how blocks are cut. */
export async function pairLedgers(
  leader: ConformanceNetwork,
  follower: ConformanceNetwork,
  counts = new ComparisonCounts(),
): Promise<LedgerPair> {
  const [first, second] = await Promise.all([
    ComparedLedger.open(`leader (${leader.kind})`, leader),
    ComparedLedger.open(`follower (${follower.kind})`, follower),
  ]);
  return new LedgerPair(first, second, RANDOM_PROGRAM, counts);
}
