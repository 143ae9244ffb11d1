import { status } from '@grpc/grpc-js';
import { common, gateway, orderer, peer as peerMessages } from '@hyperledger/fabric-protos';
import type { ChannelContext } from '../channel/channel-context.js';
import type { PeerNode } from '../channel/peer-node.js';
import { followBlocks, writeWithPatience, type ResponseStream } from '../deliver/block-follower.js';
import { validEvents } from '../ledger/block-events.js';
import { GatewayError } from './gateway-error.js';
import { expectReader } from './signed-request.js';

/**
 * ChaincodeEvents of Fabric's gateway: events of valid transactions, one message per block that has any
 * (internal/pkg/gateway/chaincodeevents.go).
 * @throws GatewayError before the first message
 */
export async function chaincodeEvents(
  context: ChannelContext,
  peer: PeerNode,
  signed: gateway.SignedChaincodeEventsRequest,
  call: ResponseStream<gateway.ChaincodeEventsResponse>,
  signal: AbortSignal,
): Promise<void> {
  const bytes = signed.getRequest_asU8();
  if (bytes.length === 0) throw invalid('a chaincode events request is required');
  const request = readRequest(bytes);
  await expectReader(
    context,
    request.getChannelId(),
    request.getIdentity_asU8(),
    bytes,
    signed.getSignature_asU8(),
  );
  const matches = eventMatcher(request);
  for await (const block of followBlocks(context.ledger, peer, startBlock(peer, request), signal)) {
    const events = validEvents(block).filter(matches);
    if (events.length > 0) await writeWithPatience(call, responseMessage(block, events), signal);
  }
}

function readRequest(bytes: Uint8Array): gateway.ChaincodeEventsRequest {
  try {
    return gateway.ChaincodeEventsRequest.deserializeBinary(bytes);
  } catch (error) {
    throw invalid(
      `invalid chaincode events request: ${error instanceof Error ? error.message : 'unreadable'}`,
    );
  }
}

/** After a transaction: everything is dropped until its event has passed; an id that never comes drops all. */
function eventMatcher(
  request: gateway.ChaincodeEventsRequest,
): (event: peerMessages.ChaincodeEvent) => boolean {
  const chaincode = request.getChaincodeId();
  const after = request.getAfterTransactionId();
  let passed = after === '';
  return (event) => {
    if (passed) return event.getChaincodeId() === chaincode;
    passed = event.getTxId() === after;
    return false;
  };
}

function startBlock(peer: PeerNode, request: gateway.ChaincodeEventsRequest): number {
  const after = request.getAfterTransactionId();
  const known = after === '' ? undefined : peer.transaction(after);
  return known ? known.block : positionBlock(peer, request.getStartPosition() ?? new orderer.SeekPosition());
}

function positionBlock(peer: PeerNode, position: orderer.SeekPosition): number {
  const { TypeCase } = orderer.SeekPosition;
  switch (position.getTypeCase()) {
    case TypeCase.SPECIFIED:
      return position.getSpecified()?.getNumber() ?? 0;
    case TypeCase.NEXT_COMMIT:
    case TypeCase.TYPE_NOT_SET:
      return peer.height;
    default:
      throw invalid('invalid start position type');
  }
}

function responseMessage(
  block: common.Block,
  events: peerMessages.ChaincodeEvent[],
): gateway.ChaincodeEventsResponse {
  const response = new gateway.ChaincodeEventsResponse();
  response.setBlockNumber(block.getHeader()?.getNumber() ?? 0);
  response.setEventsList(events);
  return response;
}

function invalid(message: string): GatewayError {
  return new GatewayError(status.INVALID_ARGUMENT, message);
}
