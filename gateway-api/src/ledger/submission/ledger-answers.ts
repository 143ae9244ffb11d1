import { parseDomainError, type DomainError } from '@baytrace/domain/errors';
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
