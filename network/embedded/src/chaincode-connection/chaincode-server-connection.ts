import { credentials, Metadata } from '@grpc/grpc-js';
import { peer } from '@hyperledger/fabric-protos';
import { setTimeout as sleep } from 'node:timers/promises';
import { within } from '../timing/time-limit.js';
import { ChaincodeStream } from './chaincode-stream.js';
import { ChaincodeFailure, type ChaincodeTimeouts, type Invocation } from './invocation.js';

const RETRY_MS = 150;
const UNLIMITED = { 'grpc.max_receive_message_length': -1, 'grpc.max_send_message_length': -1 };
/** grpc-js keeps channels that look alike on one connection, with its back-off; each dial needs its own. */
const OWN_CHANNEL = { 'grpc.use_local_subchannel_pool': 1 };

/**
 * Chaincode as a service: the peer dials the chaincode's address and keeps one stream. After a crash of the chaincode
 * the next call dials again and waits for it to come back, at most the start time-out.
 */
export class ChaincodeServerConnection {
  #client: peer.ChaincodeClient | undefined;
  #stream: ChaincodeStream | undefined;
  #dialling: Promise<ChaincodeStream> | undefined;
  #calls = 0;
  #retired = false;

  constructor(
    readonly address: string,
    private readonly timeouts: ChaincodeTimeouts,
  ) {}

  /**
   * Runs one transaction.
   * @param id the chaincode's id in error texts
   * @throws ChaincodeFailure
   */
  async run(id: string, invocation: Invocation): Promise<peer.ChaincodeMessage> {
    this.#calls += 1;
    try {
      const stream = this.#stream?.isOpen === true ? this.#stream : await this.#connected(id);
      return await stream.run(invocation);
    } finally {
      this.#calls -= 1;
      this.#closeWhenIdle();
    }
  }

  /** Ends the connection once the calls that run now are answered. */
  retire(): void {
    this.#retired = true;
    this.#closeWhenIdle();
  }

  /** Ends the connection now. */
  close(): void {
    this.#retired = true;
    this.#hangUp();
  }

  #closeWhenIdle(): void {
    if (this.#retired && this.#calls === 0) this.#hangUp();
  }

  async #connected(id: string): Promise<ChaincodeStream> {
    this.#dialling ??= this.#dialUntilReady(id).finally(() => {
      this.#dialling = undefined;
    });
    return await this.#dialling;
  }

  async #dialUntilReady(id: string): Promise<ChaincodeStream> {
    const deadline = Date.now() + this.timeouts.startMs;
    for (;;) {
      try {
        this.#stream = await this.#dial(Math.max(deadline - Date.now(), 1));
        return this.#stream;
      } catch (error) {
        this.#hangUp();
        if (Date.now() + RETRY_MS >= deadline) throw this.#notStarted(id, error);
        await sleep(RETRY_MS);
      }
    }
  }

  async #dial(patienceMs: number): Promise<ChaincodeStream> {
    this.#client = new peer.ChaincodeClient(this.address, credentials.createInsecure(), {
      ...UNLIMITED,
      ...OWN_CHANNEL,
    });
    const stream = new ChaincodeStream(this.#client.connect(new Metadata()), this.timeouts.executeMs);
    await within(stream.registered(), patienceMs, () => new Error('no REGISTER came in time'));
    stream.accept();
    return stream;
  }

  #hangUp(): void {
    this.#stream?.close();
    this.#stream = undefined;
    this.#client?.close();
    this.#client = undefined;
  }

  /** Fabric's texts: nothing listens (core/chaincode/extcc), or no REGISTER came (core/chaincode/runtime_launcher.go). */
  #notStarted(id: string, error: unknown): ChaincodeFailure {
    const refused = error instanceof Error && error.message.includes('ECONNREFUSED');
    const reason = refused
      ? `connection to ${id} failed: error cannot create connection for ${id}: error creating grpc connection to ` +
        `${this.address}: failed to create new connection: connection error: ` +
        `desc = "transport: error while dialing: dial tcp ${this.address}: connect: connection refused"`
      : `timeout expired while starting chaincode ${id} for transaction`;
    return new ChaincodeFailure(`could not launch chaincode ${id}: ${reason}`, { cause: error });
  }
}
