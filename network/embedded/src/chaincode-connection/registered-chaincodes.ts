import { EventEmitter, once } from 'node:events';
import type { peer } from '@hyperledger/fabric-protos';
import { peerKey, type PeerName } from '../channel/peer-node.js';
import { within } from '../timing/time-limit.js';
import { chaincodeId, serves, type ChaincodeVersion } from './chaincode-id.js';
import type { ChaincodeStream } from './chaincode-stream.js';
import {
  ChaincodeFailure,
  errorSending,
  EXECUTION_TIMEOUT,
  transactionExists,
  type ChaincodeTimeouts,
  type Invocation,
} from './invocation.js';

/** A chaincode that has dialled the ledger. */
export interface Registration {
  /** What it registered as, `CORE_CHAINCODE_ID_NAME`. */
  readonly id: string;
  /** Serves only peers of this organisation; undefined = every peer. */
  readonly mspId: string | undefined;
  readonly stream: ChaincodeStream;
}

/**
 * The chaincodes that have dialled the ledger, Fabric's classic way. In Fabric each process dials the peer that started
 * it; here one address stands for all peers, and the wire does not tell for which peer a process was meant. So the
 * processes of a chaincode are dealt out to the peers. A stream that several peers share runs one transaction id at a
 * time, because a chaincode tells its transactions apart by channel and id only.
 */
export class RegisteredChaincodes {
  readonly #registrations = new Set<Registration>();
  readonly #dealt = new Map<string, Registration>();
  readonly #running = new Set<string>();
  readonly #changes = new EventEmitter().setMaxListeners(0);

  constructor(private readonly timeouts: ChaincodeTimeouts) {}

  /** Takes a chaincode into use, until its stream ends. */
  add(registration: Registration): void {
    this.#registrations.add(registration);
    this.#dealt.clear();
    this.#changes.emit('change');
    void registration.stream.closed().then(() => {
      this.#registrations.delete(registration);
      this.#dealt.clear();
    });
  }

  /** What has dialled and is there now. */
  list(): readonly Pick<Registration, 'id' | 'mspId'>[] {
    return [...this.#registrations].filter(({ stream }) => stream.isOpen);
  }

  /**
   * Runs one transaction on a process of the chaincode; waits for one to dial, at most the start time-out.
   * @throws ChaincodeFailure
   */
  async run(
    peer: PeerName,
    chaincode: ChaincodeVersion,
    invocation: Invocation,
  ): Promise<peer.ChaincodeMessage> {
    const key = [peerKey(peer), chaincodeId(chaincode), invocation.channel, invocation.txId].join('\n');
    if (this.#running.has(key)) throw transactionExists(invocation);
    this.#running.add(key);
    try {
      return await this.#runWhenFree(peer, chaincode, invocation);
    } finally {
      this.#running.delete(key);
    }
  }

  async #runWhenFree(
    peer: PeerName,
    chaincode: ChaincodeVersion,
    invocation: Invocation,
  ): Promise<peer.ChaincodeMessage> {
    const { executeMs } = this.timeouts;
    for (;;) {
      const stream = this.#deal(peer, chaincode)?.stream;
      const occupied = stream?.occupied(invocation);
      if (!stream) await this.#arrival(peer, chaincode);
      else if (!occupied) return await stream.run(invocation);
      else await within(occupied, executeMs, () => errorSending(EXECUTION_TIMEOUT));
    }
  }

  /** The peer's process of a chaincode: of those that may serve it, the one that serves the fewest other peers. */
  #deal(peer: PeerName, chaincode: ChaincodeVersion): Registration | undefined {
    const key = `${peerKey(peer)}\n${chaincodeId(chaincode)}`;
    const known = this.#dealt.get(key);
    if (known?.stream.isOpen === true) return known;
    const possible = [...this.#registrations].filter(
      ({ id, mspId, stream }) =>
        stream.isOpen && serves(id, chaincode) && (mspId === undefined || mspId === peer.mspId),
    );
    const own = possible.filter(({ mspId }) => mspId !== undefined);
    const [chosen] = (own.length > 0 ? own : possible)
      .map((registration) => ({ registration, peers: this.#peersOf(registration) }))
      .sort((a, b) => a.peers - b.peers);
    if (chosen) this.#dealt.set(key, chosen.registration);
    return chosen?.registration;
  }

  #peersOf(registration: Registration): number {
    return [...this.#dealt.values()].filter((dealt) => dealt === registration).length;
  }

  /** Waits until a chaincode for this peer has dialled (core/chaincode/runtime_launcher.go). */
  async #arrival(peer: PeerName, chaincode: ChaincodeVersion): Promise<void> {
    const signal = AbortSignal.timeout(this.timeouts.startMs);
    while (!this.#deal(peer, chaincode)) {
      try {
        await once(this.#changes, 'change', { signal });
      } catch (cause) {
        const id = chaincodeId(chaincode);
        throw new ChaincodeFailure(
          `could not launch chaincode ${id}: timeout expired while starting chaincode ${id} for transaction`,
          { cause },
        );
      }
    }
  }
}
