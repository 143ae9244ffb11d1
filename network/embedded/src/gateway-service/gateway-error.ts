import { Metadata, status, type StatusObject } from '@grpc/grpc-js';
import { gateway, google } from '@hyperledger/fabric-protos';
import anyMessages from 'google-protobuf/google/protobuf/any_pb.js';

/** What went wrong at one endpoint. */
export interface EndpointFailure {
  readonly address: string;
  readonly mspId: string;
  readonly message: string;
}

/**
 * A gRPC error as Fabric's gateway sends it: code, text and, in `grpc-status-details-bin`, one gateway.ErrorDetail per
 * endpoint (internal/pkg/gateway/apiutils.go newRpcError).
 */
export class GatewayError extends Error implements Partial<StatusObject> {
  override readonly name = 'GatewayError';
  readonly details: string;
  readonly metadata: Metadata;

  constructor(
    readonly code: status,
    message: string,
    failures: readonly EndpointFailure[] = [],
  ) {
    super(message);
    this.details = message;
    this.metadata = failures.length === 0 ? new Metadata() : detailsMetadata(code, message, failures);
  }
}

/** Any error as something gRPC can send; unexpected ones become UNKNOWN. */
export function asGatewayError(error: unknown): GatewayError {
  if (error instanceof GatewayError) return error;
  return new GatewayError(status.UNKNOWN, error instanceof Error ? error.message : String(error));
}

function detailsMetadata(code: status, message: string, failures: readonly EndpointFailure[]): Metadata {
  const details = new google.rpc.Status();
  details.setCode(code);
  details.setMessage(message);
  for (const failure of failures) {
    const detail = new gateway.ErrorDetail();
    detail.setAddress(failure.address);
    detail.setMspId(failure.mspId);
    detail.setMessage(failure.message);
    const any = new anyMessages.Any();
    any.pack(detail.serializeBinary(), 'gateway.ErrorDetail');
    details.addDetails(any);
  }
  const metadata = new Metadata();
  metadata.set('grpc-status-details-bin', Buffer.from(details.serializeBinary()));
  return metadata;
}
