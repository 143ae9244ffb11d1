import { status, type CallOptions, type ClientUnaryCall, type ServiceError } from '@grpc/grpc-js';
import { gateway, google } from '@hyperledger/fabric-protos';

const DEADLINE_MS = 40_000;

/** How gRPC's own refusal begins when nobody listens any more: that is no answer. */
const NOT_CONNECTED = 'No connection established';

/** A call that the gateway refused: gRPC status by name, its text, and what each peer said. */
export interface Refused {
  readonly refused: string;
  readonly message: string;
  readonly details: readonly { readonly mspId: string; readonly message: string }[];
}

/** An answer, or why there is none. */
export type Answer<T> = { readonly answer: T } | Refused;

type Done<T> = (error: ServiceError | null, response?: T) => void;

/** Makes a unary call with a deadline; `signal` cancels it. A refusal is an answer too. */
export async function callUnary<T>(
  start: (options: CallOptions, done: Done<T>) => ClientUnaryCall,
  signal?: AbortSignal,
): Promise<Answer<T>> {
  return await new Promise((resolve, reject) => {
    const running = start({ deadline: Date.now() + DEADLINE_MS }, (error, response) => {
      signal?.removeEventListener('abort', cancel);
      if (error?.details.startsWith(NOT_CONNECTED) === true) reject(error);
      else if (error) resolve(refusedBy(error));
      else if (response !== undefined) resolve({ answer: response });
      else reject(new Error('neither an answer nor an error'));
    });
    const cancel = (): void => {
      running.cancel();
    };
    signal?.addEventListener('abort', cancel);
  });
}

/** The refusal in a gRPC error (details: internal/pkg/gateway/apiutils.go newRpcError). */
function refusedBy(error: ServiceError): Refused {
  // nghttp2 drops a header that ends with a blank, as Fabric sends it after an empty message of a chaincode.
  const message = error.details.endsWith(' ') ? '' : error.details;
  return { refused: status[error.code], message, details: detailsOf(error) };
}

function detailsOf(error: ServiceError): Refused['details'] {
  const [bytes] = error.metadata.get('grpc-status-details-bin');
  if (!Buffer.isBuffer(bytes)) return [];
  return google.rpc.Status.deserializeBinary(bytes)
    .getDetailsList()
    .map((any) => gateway.ErrorDetail.deserializeBinary(any.getValue_asU8()))
    .map((detail) => ({ mspId: detail.getMspId(), message: detail.getMessage() }));
}
