import { peer } from '@hyperledger/fabric-protos';
import { StateCallError } from '../simulation/transaction-simulator.js';
import type { Metadata } from '../simulation/read-write-set.js';
import { expectNoInit, expectReadAccess, expectWriteAccess } from './collection-access.js';
import type { Invocation } from './invocation.js';
import { QueryMessages } from './query-messages.js';

const { Type } = peer.ChaincodeMessage;
type MessageType = peer.ChaincodeMessage.TypeMap[keyof peer.ChaincodeMessage.TypeMap];
type Answer = Uint8Array | undefined;

const NAMES = new Map(Object.entries(Type).map(([name, type]) => [type, name]));

/** Name of a message type, as it stands in error texts. */
export function messageName(type: MessageType): string {
  return NAMES.get(type) ?? String(type);
}

/** Answers the state calls of one invocation (core/chaincode/handler.go). */
export class StateMessages {
  readonly #queries: QueryMessages;
  readonly #handlers: ReadonlyMap<MessageType, (payload: Uint8Array) => Answer | Promise<Answer>>;

  constructor(private readonly invocation: Invocation) {
    this.#queries = new QueryMessages(invocation);
    this.#handlers = new Map<MessageType, (payload: Uint8Array) => Answer | Promise<Answer>>([
      [Type.GET_STATE, (payload) => this.#getState(payload)],
      [Type.GET_STATE_MULTIPLE, (payload) => this.#getStates(payload)],
      [Type.GET_PRIVATE_DATA_HASH, (payload) => this.#getPrivateDataHash(payload)],
      [Type.PUT_STATE, (payload) => this.#putState(peer.PutState.deserializeBinary(payload))],
      [Type.DEL_STATE, (payload) => this.#deleteState(peer.DelState.deserializeBinary(payload))],
      [Type.PURGE_PRIVATE_DATA, (payload) => this.#purge(peer.DelState.deserializeBinary(payload))],
      [Type.GET_STATE_METADATA, (payload) => this.#getMetadata(payload)],
      [
        Type.PUT_STATE_METADATA,
        (payload) => this.#putMetadata(peer.PutStateMetadata.deserializeBinary(payload)),
      ],
      [Type.GET_STATE_BY_RANGE, (payload) => this.#queries.range(payload)],
      [Type.GET_HISTORY_FOR_KEY, (payload) => this.#queries.history(payload)],
      [Type.GET_QUERY_RESULT, refuseRichQuery],
      [Type.QUERY_STATE_NEXT, (payload) => this.#queries.next(payload)],
      [Type.QUERY_STATE_CLOSE, (payload) => this.#queries.close(payload)],
      [Type.INVOKE_CHAINCODE, (payload) => this.#invoke(payload)],
    ]);
  }

  /** The payload of the RESPONSE to a state call. @throws when the call is refused; the text goes to the chaincode */
  async answer(type: MessageType, payload: Uint8Array): Promise<Uint8Array> {
    const handler = this.#handlers.get(type);
    if (!handler)
      throw new StateCallError(
        `Fabric side handler cannot handle message (${messageName(type)}) while in ready state`,
      );
    return (await handler(payload)) ?? new Uint8Array();
  }

  /** Frees what the chaincode left open. */
  async end(): Promise<void> {
    await this.#queries.end();
  }

  #getState(payload: Uint8Array): Answer {
    const message = peer.GetState.deserializeBinary(payload);
    return this.#value(message.getKey(), message.getCollection());
  }

  #getStates(payload: Uint8Array): Answer {
    const message = peer.GetStateMultiple.deserializeBinary(payload);
    const values = message
      .getKeysList()
      .map((key) => this.#value(key, message.getCollection()) ?? new Uint8Array());
    const result = new peer.GetStateMultipleResult();
    result.setValuesList(values);
    return result.serializeBinary();
  }

  #value(key: string, collection: string): Answer {
    const { simulator, chaincode } = this.invocation;
    if (collection === '') return simulator.getState(chaincode, key);
    expectReadAccess(this.invocation, collection);
    return simulator.getPrivateData(chaincode, collection, key);
  }

  #getPrivateDataHash(payload: Uint8Array): Answer {
    const message = peer.GetState.deserializeBinary(payload);
    expectNoInit(this.invocation);
    const { simulator, chaincode } = this.invocation;
    return simulator.getPrivateDataHash(chaincode, message.getCollection(), message.getKey());
  }

  #putState(message: peer.PutState): Answer {
    const { simulator, chaincode } = this.invocation;
    const collection = message.getCollection();
    if (collection === '') {
      simulator.setState(chaincode, message.getKey(), message.getValue_asU8());
      return undefined;
    }
    expectWriteAccess(this.invocation, collection);
    simulator.setPrivateData(chaincode, collection, message.getKey(), message.getValue_asU8());
    return undefined;
  }

  #deleteState(message: peer.DelState): Answer {
    const { simulator, chaincode } = this.invocation;
    const collection = message.getCollection();
    if (collection === '') {
      simulator.setState(chaincode, message.getKey(), null);
      return undefined;
    }
    expectWriteAccess(this.invocation, collection);
    simulator.setPrivateData(chaincode, collection, message.getKey(), null);
    return undefined;
  }

  #purge(message: peer.DelState): Answer {
    const collection = message.getCollection();
    if (collection === '') throw new StateCallError('only applicable for private data');
    expectWriteAccess(this.invocation, collection);
    this.invocation.simulator.purgePrivateData(this.invocation.chaincode, collection, message.getKey());
    return undefined;
  }

  #getMetadata(payload: Uint8Array): Answer {
    const message = peer.GetStateMetadata.deserializeBinary(payload);
    const { simulator, chaincode } = this.invocation;
    const collection = message.getCollection();
    if (collection !== '') expectReadAccess(this.invocation, collection);
    const metadata =
      collection === ''
        ? simulator.getMetadata(chaincode, message.getKey())
        : simulator.getPrivateMetadata(chaincode, collection, message.getKey());
    return metadataResult(metadata);
  }

  #putMetadata(message: peer.PutStateMetadata): Answer {
    const { simulator, chaincode } = this.invocation;
    const collection = message.getCollection();
    const entry = message.getMetadata();
    const metadata: Metadata = new Map([
      [entry?.getMetakey() ?? '', entry?.getValue_asU8() ?? new Uint8Array()],
    ]);
    if (collection === '') {
      simulator.setMetadata(chaincode, message.getKey(), metadata);
      return undefined;
    }
    expectWriteAccess(this.invocation, collection);
    simulator.setPrivateMetadata(chaincode, collection, message.getKey(), metadata);
    return undefined;
  }

  async #invoke(payload: Uint8Array): Promise<Answer> {
    const spec = peer.ChaincodeSpec.deserializeBinary(payload);
    const target = spec.getChaincodeId()?.getName() ?? '';
    const [names = '', channel = ''] = target.split('/', 2);
    const [name = ''] = names.split(':', 1);
    const input = spec.getInput()?.serializeBinary() ?? new Uint8Array();
    const answer = await this.invocation.callChaincode(name, channel || this.invocation.channel, input);
    return answer.serializeBinary();
  }
}

function refuseRichQuery(): never {
  throw new StateCallError('ExecuteQuery not supported for leveldb');
}

function metadataResult(metadata: Metadata): Uint8Array {
  const result = new peer.StateMetadataResult();
  for (const [name, value] of metadata) {
    const entry = new peer.StateMetadata();
    entry.setMetakey(name);
    entry.setValue(value);
    result.addEntries(entry);
  }
  return result.serializeBinary();
}
