import { status } from '@grpc/grpc-js';
import { GatewayError } from '@hyperledger/fabric-gateway';

const unavailable: number = status.UNAVAILABLE;
const deadlineExceeded: number = status.DEADLINE_EXCEEDED;

/**
 * Whether the connection to the peer is gone, or the peer itself says it cannot serve. Where the peer is well and others
 * behind it (endorsers, orderers) are away, the answer carries their details (Fabric: internal/pkg/gateway/apiutils.go).
 */
export const hasHungUp = (error: unknown): boolean =>
  error instanceof GatewayError && error.code === unavailable && error.details.length === 0;

/**
 * Whether the peer hung up, or let the deadline pass on a question that it answers alone. Endorsing and ordering wait for
 * others too; their errors, and only theirs, name a transaction.
 */
export const hasNotAnswered = (error: unknown): boolean =>
  hasHungUp(error) ||
  (error instanceof GatewayError && error.code === deadlineExceeded && !('transactionId' in error));
