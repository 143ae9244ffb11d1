import { StateView, type StateReader } from '../ledger/state-database.js';
import { decodeVersion } from '../ledger/state-entry.js';
import { publicKey } from '../ledger/state-keys.js';
import type { SignaturePolicy } from '../msp/policy.js';
import {
  findCollection,
  LIFECYCLE,
  sequenceKey,
  type ChaincodeDefinition,
  type Collection,
} from './chaincode-definition.js';
import { readDefinition } from './definition-state.js';

/** Definitions of a channel's chaincodes, as any state of the ledger has them. Parsed definitions are remembered. */
export class Definitions {
  readonly #parsed = new Map<string, ChaincodeDefinition>();
  readonly #byView = new WeakMap<StateView, Map<string, ChaincodeDefinition | undefined>>();
  readonly #lifecycle: ChaincodeDefinition;

  /** @param organisations MSP ids of the application organisations */
  constructor(readonly organisations: readonly string[]) {
    const policy = majorityOfPeers(organisations);
    this.#lifecycle = {
      name: LIFECYCLE,
      version: 'syscc',
      sequence: 0,
      policy,
      collections: [],
      initRequired: false,
    };
  }

  /** The definition of a chaincode in a state; undefined when it is not defined there. */
  get(state: StateReader, name: string): ChaincodeDefinition | undefined {
    if (name === LIFECYCLE) return this.#lifecycle;
    return state instanceof StateView ? this.#ofView(state, name) : this.#find(state, name);
  }

  /** A view does not change, so its definitions are looked up once. */
  #ofView(view: StateView, name: string): ChaincodeDefinition | undefined {
    const known = this.#byView.get(view) ?? new Map<string, ChaincodeDefinition | undefined>();
    this.#byView.set(view, known);
    if (!known.has(name)) known.set(name, this.#find(view, name));
    return known.get(name);
  }

  #find(state: StateReader, name: string): ChaincodeDefinition | undefined {
    const stored = state.get(publicKey(LIFECYCLE, sequenceKey(name)));
    if (!stored) return undefined;
    const { block, tx } = decodeVersion(stored);
    const key = `${name}/${block}/${tx}`;
    const known = this.#parsed.get(key);
    if (known) return known;
    const definition = readDefinition(state, name);
    if (definition) this.#parsed.set(key, definition);
    return definition;
  }

  /** A collection of a chaincode in a state, implicit ones included. */
  collection(state: StateReader, chaincode: string, name: string): Collection | undefined {
    const definition = this.get(state, chaincode);
    return definition && findCollection(definition, name, this.organisations);
  }
}

/** Fabric's default `/Channel/Application/Endorsement`: a peer of more than half of the organisations. */
export function majorityOfPeers(organisations: readonly string[]): SignaturePolicy {
  return {
    n: Math.floor(organisations.length / 2) + 1,
    rules: organisations.map((mspId) => ({ mspId, role: 'peer' })),
  };
}
