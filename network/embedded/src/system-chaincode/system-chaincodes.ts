import { peer } from '@hyperledger/fabric-protos';
import type { ChannelContext } from '../channel/channel-context.js';
import { LIFECYCLE } from '../channel/chaincode-definition.js';
import type { StateView } from '../ledger/state-database.js';
import { queryLifecycle } from './lifecycle-queries.js';
import { queryLedger, SystemQueryRefused } from './qscc.js';

type Query = (context: ChannelContext, view: StateView, args: readonly Uint8Array[]) => Promise<Uint8Array>;

const QUERIES: ReadonlyMap<string, Query> = new Map<string, Query>([
  ['qscc', queryLedger],
  [LIFECYCLE, queryLifecycle],
]);

/** True for chaincodes that every peer has built in. */
export function isSystemChaincode(name: string): boolean {
  return QUERIES.has(name);
}

/** Runs a query of a system chaincode; a refusal is a response with its status. */
export async function runSystemChaincode(
  context: ChannelContext,
  name: string,
  view: StateView,
  input: Uint8Array,
): Promise<peer.Response> {
  const response = new peer.Response();
  try {
    const args = peer.ChaincodeInput.deserializeBinary(input).getArgsList_asU8();
    response.setPayload((await QUERIES.get(name)?.(context, view, args)) ?? new Uint8Array());
    response.setStatus(200);
  } catch (error) {
    if (!(error instanceof SystemQueryRefused)) throw error;
    response.setStatus(error.status);
    response.setMessage(error.message);
  }
  return response;
}
