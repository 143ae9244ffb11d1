import { peer } from '@hyperledger/fabric-protos';
import { ChaincodeFailure, type Invocation } from './invocation.js';
import { messageName, StateMessages } from './state-messages.js';

const { Type } = peer.ChaincodeMessage;
type MessageType = peer.ChaincodeMessage.TypeMap[keyof peer.ChaincodeMessage.TypeMap];

/** `chaincode.executetimeout` of core.yaml. */
const EXECUTE_TIMEOUT_MS = 30_000;

/** Text that tells the gateway that a chaincode process went away (core/chaincode/handler.go ErrorStreamTerminated). */
export const STREAM_TERMINATED = 'chaincode stream terminated';

/** The part of a gRPC stream of ChaincodeMessage that is needed, whichever side dialled. */
export interface MessageStream {
  on(event: 'data', listener: (message: peer.ChaincodeMessage) => void): unknown;
  on(event: 'error' | 'end' | 'close', listener: (error?: Error) => void): unknown;
  write(message: peer.ChaincodeMessage): unknown;
  end(): unknown;
}

interface Running {
  readonly invocation: Invocation;
  readonly states: StateMessages;
  readonly timer: NodeJS.Timeout;
  readonly finish: (message: peer.ChaincodeMessage) => void;
  readonly fail: (error: ChaincodeFailure) => void;
}

/**
 * The peer's side of one chaincode stream: REGISTER, READY, then any number of transactions, told apart by channel and
 * transaction id.
 */
export class ChaincodeStream {
  readonly #running = new Map<string, Running>();
  readonly #registered: Promise<void>;
  #open = true;

  constructor(private readonly stream: MessageStream) {
    this.#registered = new Promise((resolve, reject) => {
      stream.on('data', (message: peer.ChaincodeMessage) => {
        if (message.getType() === Type.REGISTER) {
          this.#send(Type.REGISTERED);
          this.#send(Type.READY);
          resolve();
        } else {
          void this.#receive(message);
        }
      });
      const end = (error?: Error): void => {
        this.#terminate();
        reject(error ?? new Error(STREAM_TERMINATED));
      };
      stream.on('error', end);
      stream.on('end', end);
      stream.on('close', end);
    });
    this.#registered.catch(() => undefined);
  }

  /** False once the chaincode has gone. */
  get isOpen(): boolean {
    return this.#open;
  }

  /** Resolves when the chaincode has registered; rejects when the stream ends before. */
  async registered(): Promise<void> {
    await this.#registered;
  }

  /**
   * Runs one transaction and returns the COMPLETED message.
   * @throws ChaincodeFailure on ERROR, end of stream or time-out
   */
  async run(invocation: Invocation): Promise<peer.ChaincodeMessage> {
    const key = runningKey(invocation.channel, invocation.txId);
    if (!this.#open) throw new ChaincodeFailure(this.#sending(invocation, STREAM_TERMINATED));
    if (this.#running.has(key)) {
      throw new ChaincodeFailure(
        this.#sending(invocation, `txid: ${invocation.txId}(${invocation.channel}) exists`),
      );
    }
    const states = new StateMessages(invocation);
    try {
      return await new Promise((finish, fail) => {
        const timer = setTimeout(() => {
          fail(
            new ChaincodeFailure(this.#sending(invocation, 'timeout expired while executing transaction')),
          );
        }, EXECUTE_TIMEOUT_MS);
        this.#running.set(key, { invocation, states, timer, finish, fail });
        this.#send(Type.TRANSACTION, invocation.input, invocation, invocation.proposal);
      });
    } finally {
      clearTimeout(this.#running.get(key)?.timer);
      this.#running.delete(key);
      await states.end();
    }
  }

  /** Ends the stream. */
  close(): void {
    this.#terminate();
    this.stream.end();
  }

  async #receive(message: peer.ChaincodeMessage): Promise<void> {
    const running = this.#running.get(runningKey(message.getChannelId(), message.getTxid()));
    if (!running) return;
    const type = message.getType();
    if (type === Type.COMPLETED) {
      running.finish(message);
    } else if (type === Type.ERROR) {
      const reason = Buffer.from(message.getPayload_asU8()).toString();
      running.fail(new ChaincodeFailure(`transaction returned with failure: ${reason}`));
    } else {
      await this.#answer(running, type, message.getPayload_asU8());
    }
  }

  async #answer(running: Running, type: MessageType, payload: Uint8Array): Promise<void> {
    const { invocation, states } = running;
    try {
      this.#send(Type.RESPONSE, await states.answer(type, payload), invocation);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const text = `${messageName(type)} failed: transaction ID: ${invocation.txId}: ${reason}`;
      this.#send(Type.ERROR, Buffer.from(text), invocation);
    }
  }

  #terminate(): void {
    this.#open = false;
    for (const { invocation, fail } of this.#running.values()) {
      fail(new ChaincodeFailure(this.#sending(invocation, STREAM_TERMINATED)));
    }
  }

  #sending(invocation: Invocation, reason: string): string {
    return `failed to execute transaction ${invocation.txId}: error sending: ${reason}`;
  }

  #send(
    type: MessageType,
    payload?: Uint8Array,
    invocation?: Invocation,
    proposal?: peer.SignedProposal,
  ): void {
    const message = new peer.ChaincodeMessage();
    message.setType(type);
    if (payload) message.setPayload(payload);
    if (invocation) {
      message.setTxid(invocation.txId);
      message.setChannelId(invocation.channel);
    }
    if (proposal) message.setProposal(proposal);
    if (this.#open) this.stream.write(message);
  }
}

function runningKey(channel: string, txId: string): string {
  return `${channel}/${txId}`;
}
