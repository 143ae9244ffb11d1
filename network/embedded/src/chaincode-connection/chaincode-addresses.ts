import type { peer } from '@hyperledger/fabric-protos';
import { peerKey, type PeerName } from '../channel/peer-node.js';
import { chaincodeId, type ChaincodeVersion } from './chaincode-id.js';
import { ChaincodeServerConnection } from './chaincode-server-connection.js';
import { ChaincodeFailure, type ChaincodeTimeouts, type Invocation } from './invocation.js';
import { RegisteredChaincodes } from './registered-chaincodes.js';

/** Where the peers find a chaincode: `MSPID:NAME` of the peer → host:port; null = the chaincode dials the ledger. */
export type ChaincodeAddresses = ReadonlyMap<string, string> | null;

/** Chaincode → the sequence of its definition and its addresses. */
export type AddressBook = ReadonlyMap<
  string,
  { readonly sequence: number; readonly addresses: ChaincodeAddresses }
>;

/** The addresses that belong to a chaincode's definition from one sequence on, and the connections made to them. */
class Generation {
  readonly #connections = new Map<string, ChaincodeServerConnection>();

  constructor(
    readonly sequence: number,
    readonly addresses: ChaincodeAddresses,
    private readonly timeouts: ChaincodeTimeouts,
  ) {}

  /** One connection per peer, made on first use; undefined when the peer has no address. */
  connection(peer: string): ChaincodeServerConnection | undefined {
    const address = this.addresses?.get(peer);
    if (address === undefined) return undefined;
    const known = this.#connections.get(peer);
    if (known) return known;
    const connection = new ChaincodeServerConnection(address, this.timeouts);
    this.#connections.set(peer, connection);
    return connection;
  }

  /** Takes over the connections of another generation that lead to the same addresses; ends its others when idle. */
  replace(old: Generation): void {
    for (const [peer, connection] of old.#connections) {
      if (this.addresses?.get(peer) === connection.address) this.#connections.set(peer, connection);
      else connection.retire();
    }
    old.#connections.clear();
  }

  retire(): void {
    for (const connection of this.#connections.values()) connection.retire();
  }

  close(): void {
    for (const connection of this.#connections.values()) connection.close();
  }
}

/**
 * The ways of all peers to their chaincodes. A peer whose state still has the previous definition of a chaincode keeps
 * calling the process of that definition: an upgrade in place switches each peer with the block that commits it.
 */
export class ChaincodeConnections {
  readonly #generations = new Map<string, readonly Generation[]>();
  /** Chaincodes that have dialled the ledger. */
  readonly registered: RegisteredChaincodes;

  constructor(private readonly timeouts: ChaincodeTimeouts) {
    this.registered = new RegisteredChaincodes(timeouts);
  }

  /** Takes over new addresses. Those of the previous sequence stay until the next upgrade. */
  setAddresses(addresses: AddressBook): void {
    for (const [chaincode, generations] of [...this.#generations]) {
      if (addresses.has(chaincode)) continue;
      for (const generation of generations) generation.retire();
      this.#generations.delete(chaincode);
    }
    for (const [chaincode, entry] of addresses) {
      const generation = new Generation(entry.sequence, entry.addresses, this.timeouts);
      this.#generations.set(chaincode, this.#succeed(chaincode, generation));
    }
  }

  /** True when the peer has the chaincode (Fabric: "installed"). */
  has(peer: PeerName, chaincode: ChaincodeVersion): boolean {
    const generation = this.#generation(chaincode);
    return generation !== undefined && (generation.addresses?.has(peerKey(peer)) ?? true);
  }

  /** Runs one transaction on the peer's process of a chaincode. @throws ChaincodeFailure */
  async run(
    peer: PeerName,
    chaincode: ChaincodeVersion,
    invocation: Invocation,
  ): Promise<peer.ChaincodeMessage> {
    const generation = this.#generation(chaincode);
    if (generation?.addresses === null) return await this.registered.run(peer, chaincode, invocation);
    const connection = generation?.connection(peerKey(peer));
    if (connection) return await connection.run(chaincodeId(chaincode), invocation);
    throw new ChaincodeFailure(notInstalled(chaincode.name));
  }

  close(): void {
    for (const generations of this.#generations.values()) {
      for (const generation of generations) generation.close();
    }
    this.#generations.clear();
  }

  /** The new generation and the one before it. */
  #succeed(chaincode: string, next: Generation): Generation[] {
    const known = this.#generations.get(chaincode) ?? [];
    const same = known.find(({ sequence }) => sequence === next.sequence);
    if (same) next.replace(same);
    const older = known.filter((generation) => generation !== same);
    for (const generation of older.slice(0, -1)) generation.retire();
    return [...older.slice(-1), next];
  }

  /** Of the sequence that the caller's state has, else the nearest one. */
  #generation({ name, sequence }: ChaincodeVersion): Generation | undefined {
    const generations = this.#generations.get(name) ?? [];
    const begun = generations.filter((generation) => generation.sequence <= sequence);
    return begun.at(-1) ?? generations.at(0);
  }
}

/** Fabric's text for a peer without the chaincode (core/chaincode/lifecycle/endorsement_info.go). */
export function notInstalled(chaincode: string): string {
  return `chaincode definition for '${chaincode}' exists, but chaincode is not installed`;
}
