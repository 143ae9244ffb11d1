import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { ChaincodeDefinition, ConformanceNetwork } from '../network.js';
import {
  receive,
  send,
  type NetworkAnswer,
  type NetworkDescription,
  type NetworkRequest,
} from './messages.js';

/** A test file's turn with the shared network; all others wait until it is closed. */
export class NetworkTurn implements Omit<ConformanceNetwork, 'remove'> {
  readonly #answers: AsyncGenerator<NetworkAnswer, void>;
  #description: NetworkDescription | undefined;

  private constructor(private readonly socket: Socket) {
    this.#answers = receive<NetworkAnswer>(socket);
  }

  /** Waits for the turn. @param port of the {@link SharedNetwork} */
  static async take(port: number): Promise<NetworkTurn> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    const turn = new NetworkTurn(socket);
    try {
      await turn.#next();
    } catch (error) {
      turn.close();
      throw error;
    }
    return turn;
  }

  get kind(): NetworkDescription['kind'] {
    return this.#network.kind;
  }

  get connection(): NetworkDescription['connection'] {
    return this.#network.connection;
  }

  get authorities(): NetworkDescription['authorities'] {
    return this.#network.authorities;
  }

  /** The definitions on the channel now. */
  get chaincodes(): readonly ChaincodeDefinition[] {
    return this.#network.chaincodes;
  }

  async deploy(chaincodes: readonly ChaincodeDefinition[]): Promise<void> {
    await this.#request({ call: 'deploy', chaincodes });
  }

  async stopChaincode(name: string, mspId: string): Promise<void> {
    await this.#request({ call: 'stopChaincode', name, mspId });
  }

  async startChaincode(name: string, mspId: string): Promise<void> {
    await this.#request({ call: 'startChaincode', name, mspId });
  }

  async restart(): Promise<void> {
    await this.#request({ call: 'restart' });
  }

  /** Ends the turn. */
  close(): void {
    this.socket.destroy();
  }

  get #network(): NetworkDescription {
    if (this.#description === undefined) throw new Error('not this test file’s turn');
    return this.#description;
  }

  async #request(request: NetworkRequest): Promise<void> {
    send(this.socket, request);
    await this.#next();
  }

  async #next(): Promise<void> {
    const { value } = await this.#answers.next();
    if (value === undefined) throw new Error('the network has ended');
    if ('error' in value) throw new Error(value.error);
    this.#description = value.network;
  }
}
