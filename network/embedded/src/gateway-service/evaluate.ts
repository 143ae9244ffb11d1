import { status } from '@grpc/grpc-js';
import { gateway, type peer } from '@hyperledger/fabric-protos';
import type { ChannelContext } from '../channel/channel-context.js';
import { EndorserFailure } from '../endorsement/endorser-failure.js';
import type { Endorser } from '../endorsement/endorser.js';
import { openProposal, UnreadableProposal, type Proposal } from '../endorsement/proposal.js';
import type { EndorserRegistry } from './endorser-registry.js';
import { GatewayError, type EndpointFailure } from './gateway-error.js';

/** Evaluate of Fabric's gateway: one peer, the next one when a peer (not the chaincode) fails (gateway/evaluate.go). */
export class EvaluateCall {
  constructor(
    private readonly context: ChannelContext,
    private readonly registry: EndorserRegistry,
  ) {}

  /** @throws GatewayError */
  async handle(request: gateway.EvaluateRequest): Promise<gateway.EvaluateResponse> {
    const proposal = readProposal(request);
    const { channelId } = proposal.header;
    if (channelId !== this.context.channel) {
      throw new GatewayError(
        status.UNAVAILABLE,
        `failed to get config for channel [${channelId}]: could not get last config for channel ${channelId}`,
      );
    }
    const response = new gateway.EvaluateResponse();
    response.setResult(await this.#ask(this.#endorsers(request, proposal), proposal));
    return response;
  }

  #endorsers(request: gateway.EvaluateRequest, proposal: Proposal): Endorser[] {
    const targets = request.getTargetOrganizationsList();
    const protectsTransient = proposal.hasTransient && targets.length === 0;
    try {
      return this.registry.evaluators(
        proposal.chaincode,
        protectsTransient ? [this.registry.local.peer.mspId] : targets,
      );
    } catch (error) {
      if (!(error instanceof GatewayError) || !protectsTransient) throw error;
      throw new GatewayError(
        status.FAILED_PRECONDITION,
        "no endorsers found in the gateway's organization; retry specifying target organization(s) to protect " +
          `transient data: ${error.message}`,
      );
    }
  }

  async #ask(endorsers: readonly Endorser[], proposal: Proposal): Promise<peer.Response> {
    const failures: EndpointFailure[] = [];
    let code = status.ABORTED;
    for (const endorser of endorsers) {
      try {
        return await this.registry.evaluate(endorser, proposal);
      } catch (failure) {
        if (!(failure instanceof EndorserFailure)) throw failure;
        const { endpoint, mspId } = endorser.peer;
        failures.push({ address: endpoint, mspId, message: failure.message });
        code = failure.code;
        if (failure.retry) continue;
        throw new GatewayError(
          code,
          `evaluate call to endorser returned error: ${failure.message}`,
          failures,
        );
      }
    }
    throw new GatewayError(
      code,
      'failed to evaluate transaction, see attached details for more info',
      failures,
    );
  }
}

function readProposal(request: gateway.EvaluateRequest): Proposal {
  try {
    return openProposal(request.getProposedTransaction());
  } catch (error) {
    if (!(error instanceof UnreadableProposal)) throw error;
    throw new GatewayError(
      status.INVALID_ARGUMENT,
      `failed to unpack transaction proposal: ${error.message}`,
    );
  }
}
