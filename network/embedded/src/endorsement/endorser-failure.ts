import { status } from '@grpc/grpc-js';

/** One peer did not answer a proposal with success; `code` and `retry` say how the gateway goes on (apiutils.go). */
export class EndorserFailure extends Error {
  override readonly name = 'EndorserFailure';

  constructor(
    readonly code: status,
    message: string,
    /** Whether Evaluate tries another peer. */
    readonly retry: boolean,
    /** True when the peer refused the proposal with a gRPC error instead of answering it. */
    readonly refused = false,
  ) {
    super(message);
  }

  /** How a gateway on another peer sees it: a refusal arrives as a gRPC error, and the peer counts as unavailable. */
  seenFromAfar(): EndorserFailure {
    if (!this.refused) return this;
    return new EndorserFailure(
      status.UNAVAILABLE,
      `rpc error: code = Unknown desc = ${this.message}`,
      true,
      true,
    );
  }
}
