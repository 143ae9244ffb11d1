import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { mspOf } from '@baytrace/domain/ledger';
import type { Contract, Network } from '@hyperledger/fabric-gateway';
import { GatewayConfig } from '../../config/gateway-config.js';
import { readConnectionFile } from './connection-file.js';
import { PeerClient } from './peer-client.js';
import { hasHungUp, hasNotAnswered } from './peer-silence.js';
import type { SigningIdentity } from './signing-identity.js';

/** Chaincode name on the channel. */
export const chaincodeName = 'baytrace';

/** The channel at one of the own peers. */
export interface PeerSession {
  /** `host:port`, to be named when it falls silent. */
  readonly endpoint: string;
  readonly network: Network;
}

/**
 * The own organisation's peers, one of them in use. When it falls silent the next one takes over, for everybody, and
 * stays until it falls silent itself (R-8b).
 */
@Injectable()
export class FabricConnection implements OnApplicationShutdown {
  readonly #logger = new Logger(FabricConnection.name);
  #peers: Promise<readonly PeerClient[]> | undefined;
  #inUse = 0;
  readonly #listeners = new Set<() => void>();

  constructor(@Inject(GatewayConfig) private readonly config: GatewayConfig) {}

  /** The peer in use as seen by one identity. @throws Error when the connection file is not there. */
  async session(identity: SigningIdentity): Promise<PeerSession> {
    const peers = await this.#opened();
    const peer = peers[this.#inUse % peers.length];
    if (peer === undefined) throw new Error('the connection file names no peer');
    return { endpoint: peer.endpoint, network: peer.network(identity) };
  }

  /**
   * Asks the chaincode through the peer in use and, when that does not answer, through the others. Only for what may
   * be done twice: the peer that fell silent may have done it.
   *
   * @throws Error of the last peer that was asked.
   */
  async ask<T>(identity: SigningIdentity, work: (contract: Contract) => Promise<T>): Promise<T> {
    for (let left = (await this.#opened()).length - 1; ; left -= 1) {
      const { endpoint, network } = await this.session(identity);
      try {
        return await work(network.getContract(chaincodeName));
      } catch (error) {
        if (!hasNotAnswered(error)) throw error;
        await this.leave(endpoint);
        if (left <= 0 || !hasHungUp(error)) throw error;
      }
    }
  }

  /** Says that a peer has fallen silent; the next one comes into use, unless another was already taken. */
  async leave(endpoint: string): Promise<void> {
    const peers = await this.#opened();
    if (peers.length < 2 || peers[this.#inUse % peers.length]?.endpoint !== endpoint) return;
    this.#inUse = (this.#inUse + 1) % peers.length;
    this.#logger.warn(
      `peer ${endpoint} does not answer, going on with ${peers[this.#inUse]?.endpoint ?? ''}`,
    );
    for (const listener of this.#listeners) listener();
  }

  /** Calls back whenever another peer has come into use. */
  onChange(listener: () => void): void {
    this.#listeners.add(listener);
  }

  #opened(): Promise<readonly PeerClient[]> {
    this.#peers ??= this.#open().catch((error: unknown) => {
      this.#peers = undefined;
      throw error;
    });
    return this.#peers;
  }

  async #open(): Promise<readonly PeerClient[]> {
    const { jurisdiction, ledger } = this.config;
    const peer = await readConnectionFile(ledger.connectionFile, jurisdiction);
    return peer.endpoints.map((endpoint) => new PeerClient(endpoint, mspOf(jurisdiction), peer));
  }

  async onApplicationShutdown(): Promise<void> {
    for (const peer of (await this.#peers) ?? []) peer.close();
  }
}
