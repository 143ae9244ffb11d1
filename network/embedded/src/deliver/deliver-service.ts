import type { ServerDuplexStream } from '@grpc/grpc-js';
import { common, orderer, peer as peerMessages } from '@hyperledger/fabric-protos';
import type { ChannelContext } from '../channel/channel-context.js';
import type { PeerNode } from '../channel/peer-node.js';
import { asGatewayError } from '../gateway-service/gateway-error.js';
import { isReader } from '../gateway-service/signed-request.js';
import { openEnvelope, type OpenEnvelope } from '../ledger/transaction.js';
import { InvalidTransaction } from '../ledger/validation-code.js';
import { isCurrent, type Identity } from '../msp/identity.js';
import { followBlocks, streamSignal, writeWithPatience, type ResponseStream } from './block-follower.js';

/** Turns a block into one of the three deliver responses. */
export type BlockResponse = (block: common.Block, client: Identity) => Promise<peerMessages.DeliverResponse>;

type Stream = ServerDuplexStream<common.Envelope, peerMessages.DeliverResponse>;

/** A request that is answered with a status message; the client sees no gRPC error (common/deliver/deliver.go). */
class DeliverRefused extends Error {
  constructor(readonly status: keyof common.StatusMap) {
    super(status);
  }
}

/** Serves one deliver call: the client sends SeekInfo envelopes, the peer answers blocks, then a status. */
export function serveDeliver(
  context: ChannelContext,
  peer: PeerNode,
  call: Stream,
  toResponse: BlockResponse,
): void {
  const signal = streamSignal(call, peer);
  signal.addEventListener('abort', () => {
    if (signal.reason instanceof Error && 'code' in signal.reason)
      call.emit('error', asGatewayError(signal.reason));
  });
  let previous = Promise.resolve();
  call.on('data', (envelope: common.Envelope) => {
    previous = previous.then(() => answer(context, peer, call, envelope, toResponse, signal));
  });
  call.on('end', () => void previous.then(() => call.end()));
}

async function answer(
  context: ChannelContext,
  peer: PeerNode,
  call: Stream,
  envelope: common.Envelope,
  toResponse: BlockResponse,
  signal: AbortSignal,
): Promise<void> {
  try {
    const { client, seek } = await authorise(context, envelope);
    await sendBlocks(context, peer, call, seek, (block) => toResponse(block, client), signal);
    if (!signal.aborted) call.write(statusResponse('SUCCESS'));
  } catch (error) {
    if (signal.aborted) return;
    if (!(error instanceof DeliverRefused)) {
      call.emit('error', asGatewayError(error));
      return;
    }
    call.write(statusResponse(error.status));
    call.end();
  }
}

async function sendBlocks(
  context: ChannelContext,
  peer: PeerNode,
  call: Stream,
  seek: orderer.SeekInfo,
  toResponse: (block: common.Block) => Promise<peerMessages.DeliverResponse>,
  signal: AbortSignal,
): Promise<void> {
  const first = seekNumber(peer, seek.getStart());
  const last = seek.hasStop() ? seekNumber(peer, seek.getStop()) : Number.MAX_SAFE_INTEGER;
  if (first > last) throw new DeliverRefused('BAD_REQUEST');
  const failIfNotReady = seek.getBehavior() === orderer.SeekInfo.SeekBehavior.FAIL_IF_NOT_READY;
  if (failIfNotReady && first >= peer.height) throw new DeliverRefused('NOT_FOUND');
  for await (const block of followBlocks(context.ledger, peer, first, signal)) {
    await writeWithPatience(
      call as ResponseStream<peerMessages.DeliverResponse>,
      await toResponse(block),
      signal,
    );
    const number = blockNumber(block);
    if (number >= last) return;
    if (failIfNotReady && number + 1 >= peer.height) throw new DeliverRefused('NOT_FOUND');
  }
}

function blockNumber(block: common.Block): number {
  return block.getHeader()?.getNumber() ?? 0;
}

function seekNumber(peer: PeerNode, position: orderer.SeekPosition | undefined): number {
  const { TypeCase } = orderer.SeekPosition;
  switch (position?.getTypeCase()) {
    case TypeCase.OLDEST:
      return 0;
    case TypeCase.NEWEST:
      return peer.height - 1;
    case TypeCase.SPECIFIED:
      return position.getSpecified()?.getNumber() ?? 0;
    case TypeCase.NEXT_COMMIT:
      return peer.height;
    default:
      throw new DeliverRefused('BAD_REQUEST');
  }
}

async function authorise(
  context: ChannelContext,
  envelope: common.Envelope,
): Promise<{ client: Identity; seek: orderer.SeekInfo }> {
  const { header, payload, data, signature } = open(envelope);
  if (header.channelId !== context.channel) throw new DeliverRefused('NOT_FOUND');
  const client = await isReader(context, header.creator, payload, signature);
  if (!client || !isCurrent(client)) throw new DeliverRefused('FORBIDDEN');
  try {
    return { client, seek: orderer.SeekInfo.deserializeBinary(data) };
  } catch {
    throw new DeliverRefused('BAD_REQUEST');
  }
}

function open(envelope: common.Envelope): OpenEnvelope {
  try {
    return openEnvelope(envelope.serializeBinary());
  } catch (error) {
    if (error instanceof InvalidTransaction) throw new DeliverRefused('BAD_REQUEST');
    throw error;
  }
}

function statusResponse(name: keyof common.StatusMap): peerMessages.DeliverResponse {
  const response = new peerMessages.DeliverResponse();
  response.setStatus(common.Status[name]);
  return response;
}
