import { common, msp, peer } from '@hyperledger/fabric-protos';
import type { Fault } from './random-transaction.js';

/** The transaction with a fault in what the client puts together after endorsement; other faults change nothing here. */
export function faultyEnvelope(envelope: common.Envelope, fault: Fault | undefined): common.Envelope {
  const change = fault === undefined ? undefined : CHANGES.get(fault);
  if (!change) return envelope;
  const result = envelope.clone();
  const payload = common.Payload.deserializeBinary(result.getPayload_asU8());
  change(payload);
  result.setPayload(payload.serializeBinary());
  return result;
}

const CHANGES: ReadonlyMap<Fault, (payload: common.Payload) => void> = new Map<
  Fault,
  (payload: common.Payload) => void
>([
  [
    'fewer endorsements',
    changingAction((action) => {
      action.setEndorsementsList(inOrder(action).slice(0, 1));
    }),
  ],
  [
    'repeated endorsement',
    changingAction((action) => {
      const [first] = inOrder(action);
      if (first) action.setEndorsementsList([first, first.clone()]);
    }),
  ],
  [
    'spoilt endorsement',
    changingAction((action) => {
      const [first] = inOrder(action);
      first?.setSignature(flipped(first.getSignature_asU8()));
    }),
  ],
  ['spoilt result', changingAction(spoilResult)],
  [
    'spoilt input',
    changingPayload((payload) => {
      payload.setChaincodeProposalPayload(flipped(payload.getChaincodeProposalPayload_asU8()));
    }),
  ],
  [
    'spoilt header',
    changingTransaction((action) => {
      action.setHeader(flipped(action.getHeader_asU8()));
    }),
  ],
  [
    'no action',
    (payload) => {
      payload.setData(new peer.Transaction().serializeBinary());
    },
  ],
  ['unknown type', changeType],
]);

function changingTransaction(change: (action: peer.TransactionAction) => void) {
  return (payload: common.Payload): void => {
    const transaction = peer.Transaction.deserializeBinary(payload.getData_asU8());
    transaction.getActionsList().forEach(change);
    payload.setData(transaction.serializeBinary());
  };
}

function changingPayload(change: (payload: peer.ChaincodeActionPayload) => void) {
  return changingTransaction((action) => {
    const payload = peer.ChaincodeActionPayload.deserializeBinary(action.getPayload_asU8());
    change(payload);
    action.setPayload(payload.serializeBinary());
  });
}

function changingAction(change: (action: peer.ChaincodeEndorsedAction) => void) {
  return changingPayload((payload) => {
    const action = payload.getAction();
    if (action) change(action);
  });
}

/** Another response message than the one that was endorsed, well formed. */
function spoilResult(endorsed: peer.ChaincodeEndorsedAction): void {
  const response = peer.ProposalResponsePayload.deserializeBinary(endorsed.getProposalResponsePayload_asU8());
  const action = peer.ChaincodeAction.deserializeBinary(response.getExtension_asU8());
  action.getResponse()?.setMessage('spoilt');
  response.setExtension$(action.serializeBinary());
  endorsed.setProposalResponsePayload(response.serializeBinary());
}

function changeType(payload: common.Payload): void {
  const header = payload.getHeader();
  if (!header) return;
  const channel = common.ChannelHeader.deserializeBinary(header.getChannelHeader_asU8());
  channel.setType(common.HeaderType.MESSAGE);
  header.setChannelHeader(channel.serializeBinary());
}

/** Endorsements by organisation: the order in which a gateway collects them is chance. */
function inOrder(action: peer.ChaincodeEndorsedAction): peer.Endorsement[] {
  return action
    .getEndorsementsList()
    .map((endorsement) => ({ endorsement, mspId: endorserOf(endorsement) }))
    .sort((left, right) => (left.mspId < right.mspId ? -1 : 1))
    .map(({ endorsement }) => endorsement);
}

/** MSP id of an endorsement's organisation. */
export function endorserOf(endorsement: peer.Endorsement): string {
  return msp.SerializedIdentity.deserializeBinary(endorsement.getEndorser_asU8()).getMspid();
}

/** The bytes with the last one changed. */
function flipped(bytes: Uint8Array): Uint8Array {
  const result = Uint8Array.from(bytes);
  const last = result.length - 1;
  if (last >= 0) result[last] = (result[last] ?? 0) ^ 1;
  return result;
}
