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

/** A peer with too many calls in hand says so under UNKNOWN (Fabric: internal/peer/node/grpc_limiters.go). */
const tooBusy = /exceeding concurrency limit/u;

/** The chaincode ran and failed; Fabric's gateway repeats its answer so, under whatever gRPC code. */
const chaincodeAnswered = /chaincode response \d+/u;

/**
 * No peer, or no chaincode behind it, answered: nothing was said about the request itself. Texts come before codes,
 * since ABORTED stands for both a chaincode that is away and one that refused.
 */
export const isUnreachable = (error: unknown): boolean => {
  if (!(error instanceof GatewayError)) return false;
  const texts = textsOf(error);
  if (texts.some((text) => chaincodeAnswered.test(text))) return false;
  return unreachable.includes(error.code) || texts.some((text) => tooBusy.test(text));
};
