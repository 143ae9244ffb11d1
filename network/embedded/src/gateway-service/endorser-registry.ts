import { status } from '@grpc/grpc-js';
import type { peer } from '@hyperledger/fabric-protos';
import type { ChannelContext } from '../channel/channel-context.js';
import { policiesOfCall, type ChaincodeCall } from '../endorsement/chaincode-interest.js';
import { EndorserFailure } from '../endorsement/endorser-failure.js';
import type { Endorsed, Endorser } from '../endorsement/endorser.js';
import type { Proposal } from '../endorsement/proposal.js';
import type { StateReader } from '../ledger/state-database.js';
import { isSystemChaincode } from '../system-chaincode/system-chaincodes.js';
import { within } from '../timing/time-limit.js';
import { EndorsementPlan } from './endorsement-plan.js';
import { GatewayError } from './gateway-error.js';
import { minimalLayouts, type Layout } from './policy-layouts.js';

const NO_COMBINATION = 'no combination of peers can be derived which satisfy the endorsement policy';

/** Which endorsers a gateway can ask (internal/pkg/gateway/registry.go). `local` is the peer the client talks to. */
export class EndorserRegistry {
  constructor(
    private readonly context: ChannelContext,
    private readonly endorsers: readonly Endorser[],
    readonly local: Endorser,
    private readonly endorsementMs: number,
  ) {}

  /** Has a peer endorse a proposal. @throws EndorserFailure as this gateway sees it */
  async endorse(endorser: Endorser, proposal: Proposal): Promise<Endorsed> {
    return await this.#ask(endorser, endorser.endorse(proposal));
  }

  /** Has a peer answer a query. @throws EndorserFailure as this gateway sees it */
  async evaluate(endorser: Endorser, proposal: Proposal): Promise<peer.Response> {
    return await this.#ask(endorser, endorser.evaluate(proposal));
  }

  /** Other peers have the endorsement time-out to answer; the own peer's answer is awaited (gateway/endorse.go). */
  async #ask<T>(endorser: Endorser, answer: Promise<T>): Promise<T> {
    if (endorser === this.local) return await answer;
    try {
      return await within(answer, this.endorsementMs, timedOut);
    } catch (error) {
      throw error instanceof EndorserFailure ? error.seenFromAfar() : error;
    }
  }

  /** One peer of each named organisation. @throws GatewayError UNAVAILABLE */
  planForOrganisations(chaincode: string, mspIds: readonly string[]): EndorsementPlan {
    const groups = this.#byOrganisation(chaincode);
    const missing = mspIds.filter((mspId) => !groups.has(mspId));
    if (missing.length > 0) {
      throw new GatewayError(
        status.UNAVAILABLE,
        `failed to find any endorsing peers for org(s): ${missing.join(', ')}`,
      );
    }
    return new EndorsementPlan([new Map(mspIds.map((mspId) => [mspId, 1]))], groups);
  }

  /**
   * Peers that satisfy the policies of an interest; layouts with `preferred`'s organisation come first, otherwise in
   * random order, as in Fabric.
   * @throws GatewayError FAILED_PRECONDITION
   */
  planForInterest(
    chaincode: string,
    interest: readonly ChaincodeCall[],
    preferred: Endorser | undefined,
  ): EndorsementPlan {
    const view = this.local.peer.view();
    try {
      const groups = this.#byOrganisation(chaincode);
      for (const call of interest) this.#expectDefined(call.chaincode, view);
      const allowed = this.#membersOfReadCollections(interest, view);
      const policies = interest.flatMap((call) => policiesOfCall(call, view, this.context.definitions));
      const possible = minimalLayouts(policies).filter((layout) => this.#alive(layout, allowed));
      if (possible.length === 0)
        throw noCombination('no peer combination can satisfy the endorsement policy');
      const layouts = possible.filter((layout) => enough(layout, groups));
      if (layouts.length === 0)
        throw noCombination('required chaincodes are not installed on sufficient peers');
      return new EndorsementPlan(preferFirst(layouts, preferred?.peer.mspId), groups);
    } finally {
      void view.release();
    }
  }

  /** Peers for a query: own peer, own organisation, then others by height. @throws GatewayError FAILED_PRECONDITION */
  evaluators(chaincode: string, targets: readonly string[]): Endorser[] {
    const groups = this.#byOrganisation(chaincode);
    const ownMspId = this.local.peer.mspId;
    const wanted = [...groups.keys()].filter((mspId) => targets.length === 0 || targets.includes(mspId));
    const others = wanted.filter((mspId) => mspId !== ownMspId).flatMap((mspId) => groups.get(mspId) ?? []);
    const own = wanted.includes(ownMspId) ? (groups.get(ownMspId) ?? []) : [];
    const found = [...own, ...others.sort((a, b) => b.peer.height - a.peer.height)];
    if (found.length > 0) return found;
    throw new GatewayError(
      status.FAILED_PRECONDITION,
      `no peers available to evaluate chaincode ${chaincode} in channel ${this.context.channel}`,
    );
  }

  /** Peers that are up and have the chaincode, highest first, the local peer before equals. */
  #byOrganisation(chaincode: string): Map<string, Endorser[]> {
    const groups = new Map<string, Endorser[]>();
    for (const endorser of this.endorsers) {
      if (!endorser.peer.up || !this.#hasChaincode(endorser, chaincode)) continue;
      const { mspId } = endorser.peer;
      groups.set(mspId, [...(groups.get(mspId) ?? []), endorser]);
    }
    for (const group of groups.values()) {
      group.sort(
        (a, b) => b.peer.height - a.peer.height || Number(b === this.local) - Number(a === this.local),
      );
    }
    return groups;
  }

  #hasChaincode({ peer }: Endorser, chaincode: string): boolean {
    if (isSystemChaincode(chaincode)) return true;
    const view = peer.view();
    const definition = this.context.definitions.get(view, chaincode);
    void view.release();
    return definition !== undefined && this.context.chaincodes.has(peer, definition);
  }

  #expectDefined(chaincode: string, view: StateReader): void {
    if (this.context.definitions.get(view, chaincode)) return;
    throw noMetadata(chaincode, this.context.channel);
  }

  /** Only members can reproduce private reads; undefined = no restriction. */
  #membersOfReadCollections(interest: readonly ChaincodeCall[], view: StateReader): readonly string[] {
    let allowed = this.context.definitions.organisations;
    for (const call of interest) {
      if (call.collection === undefined || call.noPrivateReads) continue;
      const collection = this.context.definitions.collection(view, call.chaincode, call.collection);
      allowed = allowed.filter((mspId) => collection?.members.includes(mspId));
    }
    return allowed;
  }

  #alive(layout: Layout, allowed: readonly string[]): boolean {
    return [...layout].every(([mspId, count]) => {
      const alive = this.endorsers.filter(({ peer }) => peer.mspId === mspId && peer.up).length;
      return allowed.includes(mspId) && alive >= count;
    });
  }
}

/** The gateway's answer when nothing is known of a chaincode in a channel. */
export function noMetadata(chaincode: string, channel: string): GatewayError {
  return noCombination(`No metadata was found for chaincode ${chaincode} in channel ${channel}`);
}

function timedOut(): EndorserFailure {
  const text = 'rpc error: code = DeadlineExceeded desc = context deadline exceeded';
  return new EndorserFailure(status.UNAVAILABLE, text, true);
}

function noCombination(reason: string): GatewayError {
  return new GatewayError(status.FAILED_PRECONDITION, `${NO_COMBINATION}: ${reason}`);
}

function enough(layout: Layout, groups: ReadonlyMap<string, readonly Endorser[]>): boolean {
  return [...layout].every(([mspId, count]) => (groups.get(mspId)?.length ?? 0) >= count);
}

function preferFirst(layouts: readonly Layout[], mspId: string | undefined): Layout[] {
  const shuffled = layouts
    .map((layout) => ({ layout, order: Math.random() }))
    .sort((a, b) => a.order - b.order)
    .map(({ layout }) => layout);
  const preferred = shuffled.filter((layout) => mspId !== undefined && layout.has(mspId));
  return [...preferred, ...shuffled.filter((layout) => !preferred.includes(layout))];
}
