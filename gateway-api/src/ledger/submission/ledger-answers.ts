import { parseDomainError, type DomainError } from '@baytrace/domain/errors';
import { status } from '@grpc/grpc-js';
import { GatewayError } from '@hyperledger/fabric-gateway';

/** Every text an error of the Fabric client carries: its own and those of the peers that answered. */
export const textsOf = (error: unknown): readonly string[] => {
  if (error instanceof GatewayError) return [error.message, ...error.details.map((detail) => detail.message)];
  return error instanceof Error ? [error.message] : [];
};

/** The chaincode's own refusal inside an error of the Fabric client; the detail texts decide, not the gRPC code. */
export const chaincodeRefusal = (error: unknown): DomainError | undefined => {
  for (const text of textsOf(error).slice().reverse()) {
    const found = parseDomainError(text);
    if (found !== undefined) return found;
  }
  return undefined;
};

const unreachable: readonly number[] = [
  status.UNAVAILABLE,
  status.DEADLINE_EXCEEDED,
  status.ABORTED,
  status.FAILED_PRECONDITION,
  status.CANCELLED,
];

/** No peer, or no chaincode behind it, answered: nothing was said about the request itself. */
export const isUnreachable = (error: unknown): boolean =>
  error instanceof GatewayError && unreachable.includes(error.code);
