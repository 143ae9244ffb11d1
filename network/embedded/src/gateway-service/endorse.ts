import { status } from '@grpc/grpc-js';
import { gateway } from '@hyperledger/fabric-protos';
import type { ChannelContext } from '../channel/channel-context.js';
import { defaultInterest, type ChaincodeCall } from '../endorsement/chaincode-interest.js';
import { EndorserFailure } from '../endorsement/endorser-failure.js';
import type { Endorsed, Endorser } from '../endorsement/endorser.js';
import { openProposal, UnreadableProposal, type Proposal } from '../endorsement/proposal.js';
import type { CollectedEndorsements, EndorsementPlan } from './endorsement-plan.js';
import { noMetadata, type EndorserRegistry } from './endorser-registry.js';
import { GatewayError, type EndpointFailure } from './gateway-error.js';
import { prepareTransaction } from './prepared-transaction.js';

const COLLECT_FAILED =
  'failed to collect enough transaction endorsements, see attached details for more info';
const FIRST_FAILED = 'failed to endorse transaction, see attached details for more info';

/** Endorse of Fabric's gateway: plan, collect, assemble (internal/pkg/gateway/endorse.go). */
export class EndorseCall {
  constructor(
    private readonly context: ChannelContext,
    private readonly registry: EndorserRegistry,
  ) {}

  /** @throws GatewayError */
  async handle(request: gateway.EndorseRequest): Promise<gateway.EndorseResponse> {
    const proposal = readProposal(request);
    const organisations = [...new Set(request.getEndorsingOrganizationsList())];
    const plan = await this.#plan(proposal, organisations);
    const { payload, endorsements } = await this.#collect(plan, proposal);
    const response = new gateway.EndorseResponse();
    response.setPreparedTransaction(prepareTransaction(proposal, payload, endorsements));
    return response;
  }

  /** Tries the layouts in turn until one is complete. */
  async #collect(plan: EndorsementPlan, proposal: Proposal): Promise<CollectedEndorsements> {
    for (;;) {
      if (plan.result) return plan.result;
      const endorsers = plan.nextEndorsers();
      if (!endorsers) throw new GatewayError(status.ABORTED, COLLECT_FAILED, plan.failures);
      const givenUp = await Promise.all(
        endorsers.map((endorser) => this.#askGroup(plan, endorser, proposal)),
      );
      plan.abandon(givenUp.filter((mspId) => mspId !== undefined));
    }
  }

  async #plan(proposal: Proposal, organisations: readonly string[]): Promise<EndorsementPlan> {
    const { channelId } = proposal.header;
    if (organisations.length > 0 && channelId !== this.context.channel) {
      throw new GatewayError(
        status.UNAVAILABLE,
        `failed to find any endorsing peers for org(s): ${organisations.join(', ')}`,
      );
    }
    if (channelId !== this.context.channel) throw noMetadata(proposal.chaincode, channelId);
    if (organisations.length > 0)
      return this.registry.planForOrganisations(proposal.chaincode, organisations);
    return await this.#planFromFirstEndorser(proposal);
  }

  /** The first endorsement tells which policies apply; the plan is made from them. */
  async #planFromFirstEndorser(proposal: Proposal): Promise<EndorsementPlan> {
    const { endorser, endorsed } = await this.#first(proposal);
    const interest = endorsed.interest.length > 0 ? endorsed.interest : defaultInterest(proposal.chaincode);
    const plan = this.#planForInterest(proposal, interest, endorser);
    plan.accept(endorser, endorsed);
    return plan;
  }

  async #first(proposal: Proposal): Promise<{ endorser: Endorser; endorsed: Endorsed }> {
    const plan = this.#firstPlan(proposal);
    const failures: EndpointFailure[] = [];
    let endorser = plan.nextEndorsers()?.[0];
    while (endorser) {
      try {
        return { endorser, endorsed: await this.registry.endorse(endorser, proposal) };
      } catch (error) {
        if (!(error instanceof EndorserFailure)) throw error;
        const { message } = error;
        const { endpoint, mspId } = endorser.peer;
        failures.push({ address: endpoint, mspId, message });
        endorser = plan.nextInGroup(endorser);
      }
    }
    throw new GatewayError(status.ABORTED, FIRST_FAILED, failures);
  }

  #firstPlan(proposal: Proposal): EndorsementPlan {
    try {
      return this.registry.planForOrganisations(proposal.chaincode, [this.registry.local.peer.mspId]);
    } catch (error) {
      if (!(error instanceof GatewayError)) throw error;
      if (proposal.hasTransient) {
        throw new GatewayError(
          status.FAILED_PRECONDITION,
          "no endorsers found in the gateway's organization; retry specifying endorsing organization(s) to protect transient data",
        );
      }
      return this.registry.planForInterest(
        proposal.chaincode,
        defaultInterest(proposal.chaincode),
        undefined,
      );
    }
  }

  /** With transient data only members of the written collections may be asked, unless the client names organisations. */
  #planForInterest(proposal: Proposal, interest: readonly ChaincodeCall[], first: Endorser): EndorsementPlan {
    const guarded = proposal.hasTransient
      ? interest.map((call) => ({ ...call, noPrivateReads: false }))
      : interest;
    const isProtected = (call: ChaincodeCall): boolean => proposal.hasTransient && call.noPrivateReads;
    const collections = interest.filter(isProtected).flatMap((call) => call.collection ?? []);
    try {
      return this.registry.planForInterest(proposal.chaincode, guarded, first);
    } catch (error) {
      if (!(error instanceof GatewayError) || collections.length === 0) throw error;
      this.registry.planForInterest(proposal.chaincode, interest, first);
      throw new GatewayError(
        status.FAILED_PRECONDITION,
        'requires endorsement from organisation(s) that are not in the distribution policy of the private data ' +
          `collection(s): [${collections.join(' ')}]; retry specifying trusted endorsing organizations to protect transient data`,
      );
    }
  }

  /** Asks the organisation's peers one after the other. Returns the MSP id when none of them endorsed. */
  async #askGroup(plan: EndorsementPlan, first: Endorser, proposal: Proposal): Promise<string | undefined> {
    for (let endorser: Endorser | undefined = first; endorser; endorser = plan.nextInGroup(endorser)) {
      try {
        if (plan.accept(endorser, await this.registry.endorse(endorser, proposal))) return undefined;
      } catch (error) {
        if (!(error instanceof EndorserFailure)) throw error;
        plan.fail(endorser, error.message);
      }
    }
    return first.peer.mspId;
  }
}

function readProposal(request: gateway.EndorseRequest): Proposal {
  try {
    return openProposal(request.getProposedTransaction());
  } catch (error) {
    if (!(error instanceof UnreadableProposal)) throw error;
    const text = request.hasProposedTransaction()
      ? error.message
      : 'the proposed transaction must contain a signed proposal';
    throw new GatewayError(status.INVALID_ARGUMENT, text);
  }
}
