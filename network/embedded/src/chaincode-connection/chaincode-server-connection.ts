import { credentials, Metadata } from '@grpc/grpc-js';
import { peer } from '@hyperledger/fabric-protos';
import { setTimeout as sleep } from 'node:timers/promises';
import { ChaincodeStream } from './chaincode-stream.js';

/** How long a call waits for a chaincode that is away, for instance because it is being restarted. */
const PATIENCE_MS = 5_000;
const RETRY_MS = 150;
/** A process that accepts connections but is no chaincode does not register. */
const REGISTER_MS = 5_000;
const UNLIMITED = { 'grpc.max_receive_message_length': -1, 'grpc.max_send_message_length': -1 };

/** A chaincode server could not be reached in time. */
export class ChaincodeUnreachable extends Error {
  override readonly name = 'ChaincodeUnreachable';
}

/**
 * Chaincode as a service: the peer dials the chaincode's address and keeps one stream. After a crash of the chaincode
 * the next call dials again and waits for it to come back.
 */
export class ChaincodeServerConnection {
  #client: peer.ChaincodeClient | undefined;
  #stream: ChaincodeStream | undefined;
  #dialling: Promise<ChaincodeStream> | undefined;
  #closed = false;

  constructor(
    private readonly chaincode: string,
    readonly address: string,
  ) {}

  /** The stream, ready for transactions. @throws ChaincodeUnreachable */
  async ready(): Promise<ChaincodeStream> {
    if (this.#stream?.isOpen === true) return this.#stream;
    this.#dialling ??= this.#dialUntilReady().finally(() => {
      this.#dialling = undefined;
    });
    return await this.#dialling;
  }

  /** Ends the stream and the connection. */
  close(): void {
    this.#closed = true;
    this.#hangUp();
  }

  async #dialUntilReady(): Promise<ChaincodeStream> {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      try {
        this.#stream = await this.#dial();
        return this.#stream;
      } catch (error) {
        this.#hangUp();
        if (this.#closed || Date.now() > deadline) throw this.#unreachable(error);
        await sleep(RETRY_MS);
      }
    }
  }

  async #dial(): Promise<ChaincodeStream> {
    this.#hangUp();
    this.#client = new peer.ChaincodeClient(this.address, credentials.createInsecure(), UNLIMITED);
    const stream = new ChaincodeStream(this.#client.connect(new Metadata()));
    await Promise.race([stream.registered(), refuseAfter(REGISTER_MS)]);
    return stream;
  }

  #hangUp(): void {
    this.#stream?.close();
    this.#stream = undefined;
    this.#client?.close();
    this.#client = undefined;
  }

  #unreachable(cause: unknown): ChaincodeUnreachable {
    const reason = cause instanceof Error ? cause.message : String(cause);
    return new ChaincodeUnreachable(
      `could not launch chaincode ${this.chaincode}: error starting container: connection to ${this.chaincode} ` +
        `at ${this.address} failed: ${reason}`,
      { cause },
    );
  }
}

async function refuseAfter(milliseconds: number): Promise<never> {
  await sleep(milliseconds, undefined, { ref: false });
  throw new Error(`the chaincode did not register within ${milliseconds} ms`);
}
