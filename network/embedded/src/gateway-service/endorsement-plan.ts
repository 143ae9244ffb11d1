import type { peer } from '@hyperledger/fabric-protos';
import type { Endorsed, Endorser } from '../endorsement/endorser.js';
import type { EndpointFailure } from './gateway-error.js';
import type { Layout } from './policy-layouts.js';

/** What a complete layout has brought together. */
export interface CollectedEndorsements {
  /** ProposalResponsePayload bytes, the same from every endorser. */
  readonly payload: Uint8Array;
  readonly endorsements: readonly peer.Endorsement[];
}

interface OpenLayout {
  readonly required: Map<string, number>;
  readonly endorsements: peer.Endorsement[];
}

/**
 * Peers to ask, in which combinations, and what they have answered so far (internal/pkg/gateway/endorsement.go).
 * Groups are organisations; a peer belongs to one.
 */
export class EndorsementPlan {
  readonly failures: EndpointFailure[] = [];
  readonly #layouts: (OpenLayout | undefined)[];
  readonly #groups: Map<string, Endorser[]>;
  #nextLayout = 0;
  #payload: Uint8Array | undefined;
  #completed: OpenLayout | undefined;

  /** @param groups MSP id → its endorsers, the preferred first */
  constructor(layouts: readonly Layout[], groups: ReadonlyMap<string, readonly Endorser[]>) {
    this.#layouts = layouts.map((layout) => ({ required: new Map(layout), endorsements: [] }));
    this.#groups = new Map([...groups].map(([mspId, endorsers]) => [mspId, [...endorsers]]));
  }

  /** Payload and endorsements once a layout is complete. */
  get result(): CollectedEndorsements | undefined {
    if (!this.#completed || !this.#payload) return undefined;
    return { payload: this.#payload, endorsements: unique(this.#completed.endorsements) };
  }

  /** The endorsers of the next layout that has enough of them; undefined when there is none left. */
  nextEndorsers(): Endorser[] | undefined {
    for (; this.#nextLayout < this.#layouts.length; this.#nextLayout += 1) {
      const layout = this.#layouts[this.#nextLayout];
      if (!layout) continue;
      const enough = [...layout.required].every(([mspId, count]) => this.#group(mspId).length >= count);
      if (enough)
        return [...layout.required].flatMap(([mspId, count]) => this.#group(mspId).splice(0, count));
      this.#layouts[this.#nextLayout] = undefined;
    }
    return undefined;
  }

  /** Counts an endorsement; false when its payload differs from the first one's. */
  accept(endorser: Endorser, endorsed: Endorsed): boolean {
    const { mspId } = endorser.peer;
    const group = this.#group(mspId);
    const index = group.indexOf(endorser);
    if (index >= 0) group.splice(index, 1);
    this.#payload ??= endorsed.payload;
    if (Buffer.compare(this.#payload, endorsed.payload) !== 0) {
      this.fail(endorser, 'ProposalResponsePayloads do not match');
      return false;
    }
    for (const layout of this.#layouts.slice(this.#nextLayout)) {
      if (layout && this.#fill(layout, mspId, endorsed.endorsement)) break;
    }
    return true;
  }

  /** Notes a failure of an endorser. */
  fail(endorser: Endorser, message: string): void {
    const { endpoint, mspId } = endorser.peer;
    this.failures.push({ address: endpoint, mspId, message });
  }

  /** Another peer of the same organisation, or undefined: then every layout with this organisation is given up. */
  nextInGroup(endorser: Endorser): Endorser | undefined {
    return this.#group(endorser.peer.mspId).shift();
  }

  /** Goes on to the next layout, leaving out those that still need one of these organisations. */
  abandon(mspIds: readonly string[]): void {
    for (let i = this.#nextLayout; i < this.#layouts.length; i += 1) {
      if (mspIds.some((mspId) => this.#layouts[i]?.required.has(mspId) === true))
        this.#layouts[i] = undefined;
    }
    this.#nextLayout += 1;
  }

  #fill(layout: OpenLayout, mspId: string, endorsement: peer.Endorsement): boolean {
    const count = layout.required.get(mspId);
    if (count === undefined) return false;
    layout.endorsements.push(endorsement);
    if (count > 1) layout.required.set(mspId, count - 1);
    else layout.required.delete(mspId);
    if (layout.required.size > 0) return false;
    this.#completed = layout;
    return true;
  }

  #group(mspId: string): Endorser[] {
    return this.#groups.get(mspId) ?? [];
  }
}

function unique(endorsements: readonly peer.Endorsement[]): peer.Endorsement[] {
  return [
    ...new Map(endorsements.map((e) => [Buffer.from(e.getEndorser_asU8()).toString('base64'), e])).values(),
  ];
}
