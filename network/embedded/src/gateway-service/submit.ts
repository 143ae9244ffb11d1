import { status } from '@grpc/grpc-js';
import { gateway } from '@hyperledger/fabric-protos';
import type { ChannelContext } from '../channel/channel-context.js';
import { BroadcastRefused } from '../ordering/orderer.js';
import { within } from '../timing/time-limit.js';
import { GatewayError } from './gateway-error.js';

const UNAVAILABLE = 'no orderers could successfully process transaction';

/**
 * Submit of Fabric's gateway: hands the signed transaction to the orderer (internal/pkg/gateway/submit.go).
 * @throws GatewayError
 */
export async function submit(
  context: ChannelContext,
  request: gateway.SubmitRequest,
  broadcastMs: number,
): Promise<gateway.SubmitResponse> {
  const envelope = request.getPreparedTransaction();
  if (!envelope) throw new GatewayError(status.INVALID_ARGUMENT, 'a prepared transaction is required');
  if (envelope.getSignature_asU8().length === 0) {
    throw new GatewayError(status.INVALID_ARGUMENT, 'prepared transaction must be signed');
  }
  const channel = request.getChannelId();
  if (channel !== context.channel) {
    throw new GatewayError(status.FAILED_PRECONDITION, `could not get last config for channel ${channel}`);
  }
  try {
    await within(context.orderer.accept(Buffer.from(envelope.serializeBinary())), broadcastMs, timedOut);
  } catch (error) {
    if (error instanceof BroadcastRefused) throw refusal(error);
    throw error;
  }
  return new gateway.SubmitResponse();
}

function timedOut(): GatewayError {
  const message = 'rpc error: code = DeadlineExceeded desc = context deadline exceeded';
  return new GatewayError(status.UNAVAILABLE, UNAVAILABLE, [{ address: '', mspId: '', message }]);
}

function refusal({ status: code, message }: BroadcastRefused): GatewayError {
  if (code === 'SERVICE_UNAVAILABLE') return new GatewayError(status.UNAVAILABLE, UNAVAILABLE);
  return new GatewayError(status.ABORTED, `received unsuccessful response from orderer: ${message}`);
}
