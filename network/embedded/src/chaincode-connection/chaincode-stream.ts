import { peer } from '@hyperledger/fabric-protos';
import {
  errorSending,
  EXECUTION_TIMEOUT,
  STREAM_TERMINATED,
  transactionExists,
  type ChaincodeFailure,
  type Invocation,
} from './invocation.js';
import { messageName, StateMessages } from './state-messages.js';

const { Type } = peer.ChaincodeMessage;
type MessageType = peer.ChaincodeMessage.TypeMap[keyof peer.ChaincodeMessage.TypeMap];
type TransactionName = Pick<Invocation, 'channel' | 'txId'>;

/** The part of a gRPC stream of ChaincodeMessage that is needed, whichever side dialled. */
export interface MessageStream {
  on(event: 'data', listener: (message: peer.ChaincodeMessage) => void): unknown;
  on(event: 'error' | 'end' | 'close' | 'cancelled', listener: (error?: Error) => void): unknown;
  write(message: peer.ChaincodeMessage): unknown;
  end(): unknown;
}

interface Running {
  readonly states: StateMessages;
  readonly finish: (message: peer.ChaincodeMessage) => void;
  readonly fail: (error: ChaincodeFailure) => void;
}

/**
 * The peer's side of one chaincode stream: REGISTER, READY, then any number of transactions, told apart by channel and
 * transaction id (core/chaincode/handler.go).
 */
export class ChaincodeStream {
  readonly #running = new Map<string, Running>();
  /** Transactions that the chaincode still works on: those running, and those that were given up and not answered yet. */
  readonly #occupied = new Map<string, { readonly freed: Promise<void>; readonly free: () => void }>();
  readonly #registered: Promise<string>;
  readonly #closed: Promise<void>;
  #open = true;

  constructor(
    private readonly stream: MessageStream,
    private readonly executeMs: number,
  ) {
    let closed = (): void => undefined;
    this.#closed = new Promise((resolve) => {
      closed = resolve;
    });
    this.#registered = new Promise((resolve, reject) => {
      stream.on('data', (message: peer.ChaincodeMessage) => {
        if (message.getType() === Type.REGISTER) resolve(registeredId(message));
        else void this.#receive(message);
      });
      const end = (error?: Error): void => {
        this.#terminate();
        closed();
        reject(error instanceof Error ? error : new Error(STREAM_TERMINATED));
      };
      for (const event of ['error', 'end', 'close', 'cancelled'] as const) stream.on(event, end);
    });
    this.#registered.catch(() => undefined);
  }

  /** False once the chaincode has gone. */
  get isOpen(): boolean {
    return this.#open;
  }

  /** The id that the chaincode registers with; rejects when the stream ends before. */
  async registered(): Promise<string> {
    return await this.#registered;
  }

  /** Tells the chaincode that it may be called. */
  accept(): void {
    this.#send(Type.REGISTERED);
    this.#send(Type.READY);
  }

  /** Resolves when the stream has ended. */
  async closed(): Promise<void> {
    await this.#closed;
  }

  /** Resolves when the chaincode no longer works on this transaction; undefined when it does not now. */
  occupied(transaction: TransactionName): Promise<void> | undefined {
    return this.#occupied.get(runningKey(transaction))?.freed;
  }

  /**
   * Runs one transaction and returns the COMPLETED or ERROR message.
   * @throws ChaincodeFailure when the stream ends, the id is in use, or time is up
   */
  async run(invocation: Invocation): Promise<peer.ChaincodeMessage> {
    const key = runningKey(invocation);
    if (!this.#open) throw errorSending(STREAM_TERMINATED);
    if (this.#running.has(key)) throw transactionExists(invocation);
    const states = new StateMessages(invocation);
    let timer: NodeJS.Timeout | undefined;
    try {
      return await new Promise((finish, fail) => {
        timer = setTimeout(() => {
          fail(errorSending(EXECUTION_TIMEOUT));
        }, this.executeMs);
        this.#running.set(key, { states, finish, fail });
        this.#occupy(key);
        const type = invocation.isInit ? Type.INIT : Type.TRANSACTION;
        this.#send(type, invocation.input, invocation, invocation.proposal);
      });
    } finally {
      clearTimeout(timer);
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
    const type = message.getType();
    if (type === Type.KEEPALIVE) return;
    const transaction = { channel: message.getChannelId(), txId: message.getTxid() };
    const key = runningKey(transaction);
    const running = this.#running.get(key);
    if (type === Type.COMPLETED || type === Type.ERROR) {
      running?.finish(message);
      this.#free(key);
    } else {
      await this.#answer(running, type, message.getPayload_asU8(), transaction);
    }
  }

  async #answer(
    running: Running | undefined,
    type: MessageType,
    payload: Uint8Array,
    transaction: TransactionName,
  ): Promise<void> {
    try {
      if (!running) throw new Error(noContext(type));
      this.#send(Type.RESPONSE, await running.states.answer(type, payload), transaction);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const text = `${messageName(type)} failed: transaction ID: ${transaction.txId}: ${reason}`;
      this.#send(Type.ERROR, Buffer.from(text), transaction);
    }
  }

  #occupy(key: string): void {
    if (this.#occupied.has(key)) return;
    let free = (): void => undefined;
    const freed = new Promise<void>((resolve) => {
      free = resolve;
    });
    this.#occupied.set(key, { freed, free });
  }

  #free(key: string): void {
    this.#occupied.get(key)?.free();
    this.#occupied.delete(key);
  }

  #terminate(): void {
    this.#open = false;
    for (const { fail } of this.#running.values()) fail(errorSending(STREAM_TERMINATED));
    for (const key of [...this.#occupied.keys()]) this.#free(key);
  }

  #send(
    type: MessageType,
    payload?: Uint8Array,
    transaction?: TransactionName,
    proposal?: peer.SignedProposal,
  ): void {
    const message = new peer.ChaincodeMessage();
    message.setType(type);
    if (payload) message.setPayload(payload);
    if (transaction) {
      message.setTxid(transaction.txId);
      message.setChannelId(transaction.channel);
    }
    if (proposal) message.setProposal(proposal);
    if (this.#open) this.stream.write(message);
  }
}

function registeredId(message: peer.ChaincodeMessage): string {
  return peer.ChaincodeID.deserializeBinary(message.getPayload_asU8()).getName();
}

/** A state call for a transaction that does not run, for instance because its time was up. */
function noContext(type: MessageType): string {
  return type === Type.INVOKE_CHAINCODE ? 'could not get valid transaction' : 'no ledger context';
}

function runningKey({ channel, txId }: TransactionName): string {
  return `${channel}/${txId}`;
}
