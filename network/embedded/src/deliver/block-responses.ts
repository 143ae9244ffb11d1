import { common, ledger, peer } from '@hyperledger/fabric-protos';
import type { ChannelContext } from '../channel/channel-context.js';
import type { PeerNode } from '../channel/peer-node.js';
import { summarize, type TransactionSummary } from '../ledger/block-events.js';
import type { CommittedPrivateSet } from '../ledger/private-data-store.js';
import type { Identity } from '../msp/identity.js';
import { satisfies } from '../msp/policy-evaluation.js';

const { rwset } = ledger;

/** The whole block. */
export function blockResponse(block: common.Block): peer.DeliverResponse {
  const response = new peer.DeliverResponse();
  response.setBlock(block);
  return response;
}

/** Ids, codes and event names, without payloads (core/peer/deliverevents.go). */
export function filteredBlockResponse(channel: string, block: common.Block): peer.DeliverResponse {
  const filtered = new peer.FilteredBlock();
  filtered.setChannelId(channel);
  filtered.setNumber(block.getHeader()?.getNumber() ?? 0);
  filtered.setFilteredTransactionsList(summarize(block).map(filteredTransaction));
  const response = new peer.DeliverResponse();
  response.setFilteredBlock(filtered);
  return response;
}

/**
 * The block and the private values this peer has; those of a collection with memberOnlyRead for its members only
 * (core/peer/deliverevents.go CheckCollectionPolicy).
 */
export async function privateDataResponse(
  context: ChannelContext,
  node: PeerNode,
  client: Identity,
  block: common.Block,
): Promise<peer.DeliverResponse> {
  const message = new peer.BlockAndPrivateData();
  message.setBlock(block);
  const view = node.view();
  try {
    const sets = await context.ledger.privateData.ofBlock(block.getHeader()?.getNumber() ?? 0);
    const readable = sets.filter(({ namespace, collection: name }) => {
      const collection = context.definitions.collection(view, namespace, name);
      if (collection?.members.includes(node.mspId) !== true) return false;
      return !collection.memberOnlyRead || satisfies(collection.memberPolicy, [client]);
    });
    for (const tx of new Set(readable.map((set) => set.tx))) {
      message.getPrivateDataMapMap().set(tx, privateSets(readable.filter((set) => set.tx === tx)));
    }
  } finally {
    await view.release();
  }
  const response = new peer.DeliverResponse();
  response.setBlockAndPrivateData(message);
  return response;
}

function filteredTransaction({ txId, type, code, event }: TransactionSummary): peer.FilteredTransaction {
  const transaction = new peer.FilteredTransaction();
  transaction.setTxid(txId);
  transaction.setType(type as common.HeaderTypeMap[keyof common.HeaderTypeMap]);
  transaction.setTxValidationCode(code);
  if (type !== common.HeaderType.ENDORSER_TRANSACTION) return transaction;
  const actions = new peer.FilteredTransactionActions();
  if (event) actions.addChaincodeActions(filteredAction(event));
  transaction.setTransactionActions(actions);
  return transaction;
}

function filteredAction(event: peer.ChaincodeEvent): peer.FilteredChaincodeAction {
  const name = event.clone();
  name.setPayload('');
  const action = new peer.FilteredChaincodeAction();
  action.setChaincodeEvent(name);
  return action;
}

function privateSets(sets: readonly CommittedPrivateSet[]): InstanceType<typeof rwset.TxPvtReadWriteSet> {
  const transaction = new rwset.TxPvtReadWriteSet();
  for (const namespace of new Set(sets.map((set) => set.namespace))) {
    const message = new rwset.NsPvtReadWriteSet();
    message.setNamespace(namespace);
    for (const set of sets.filter((candidate) => candidate.namespace === namespace)) {
      const collection = new rwset.CollectionPvtReadWriteSet();
      collection.setCollectionName(set.collection);
      collection.setRwset(set.bytes);
      message.addCollectionPvtRwset(collection);
    }
    transaction.addNsPvtRwset(message);
  }
  return transaction;
}
