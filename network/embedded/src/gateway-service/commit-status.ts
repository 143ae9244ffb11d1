import { status } from '@grpc/grpc-js';
import { gateway } from '@hyperledger/fabric-protos';
import type { ChannelContext } from '../channel/channel-context.js';
import type { PeerNode } from '../channel/peer-node.js';
import { GatewayError } from './gateway-error.js';
import { expectReader } from './signed-request.js';

/**
 * CommitStatus of Fabric's gateway: waits until this peer has committed the transaction
 * (internal/pkg/gateway/commitstatus.go). A transaction id keeps its first result.
 * @param signal aborts when the client gives up
 */
export async function commitStatus(
  context: ChannelContext,
  peer: PeerNode,
  signed: gateway.SignedCommitStatusRequest,
  signal: AbortSignal,
): Promise<gateway.CommitStatusResponse> {
  const bytes = signed.getRequest_asU8();
  if (bytes.length === 0) throw invalid('a commit status request is required');
  const request = readRequest(bytes);
  if (request.getIdentity_asU8().length === 0) throw invalid('no identity provided');
  if (request.getChannelId() === '') throw invalid('no channel ID provided');
  if (request.getTransactionId() === '') throw invalid('transaction ID should not be empty');
  await expectReader(
    context,
    request.getChannelId(),
    request.getIdentity_asU8(),
    bytes,
    signed.getSignature_asU8(),
  );
  const transaction = await peer.waitFor(request.getTransactionId(), signal);
  if (!transaction) throw new GatewayError(status.CANCELLED, 'context canceled');
  const response = new gateway.CommitStatusResponse();
  response.setResult(transaction.code);
  response.setBlockNumber(transaction.block);
  return response;
}

function readRequest(bytes: Uint8Array): gateway.CommitStatusRequest {
  try {
    return gateway.CommitStatusRequest.deserializeBinary(bytes);
  } catch (error) {
    throw invalid(`invalid status request: ${error instanceof Error ? error.message : 'unreadable'}`);
  }
}

function invalid(message: string): GatewayError {
  return new GatewayError(status.INVALID_ARGUMENT, message);
}
