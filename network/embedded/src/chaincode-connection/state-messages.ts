import { ledger, peer } from '@hyperledger/fabric-protos';
import { keyHistory } from '../ledger/key-history.js';
import { satisfies } from '../msp/policy-evaluation.js';
import { StateCallError, type KeyValue } from '../simulation/transaction-simulator.js';
import type { Metadata } from '../simulation/read-write-set.js';
import type { Invocation } from './invocation.js';
import { QueryCursor, type QueryRow } from './query-cursor.js';

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
  readonly #cursors = new Map<string, QueryCursor>();
  readonly #handlers: ReadonlyMap<MessageType, (payload: Uint8Array) => Answer | Promise<Answer>>;
  #lastCursor = 0;

  constructor(private readonly invocation: Invocation) {
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
      [Type.GET_STATE_BY_RANGE, (payload) => this.#range(payload)],
      [Type.GET_HISTORY_FOR_KEY, (payload) => this.#history(payload)],
      [Type.GET_QUERY_RESULT, refuseRichQuery],
      [Type.QUERY_STATE_NEXT, (payload) => this.#next(payload)],
      [Type.QUERY_STATE_CLOSE, (payload) => this.#close(payload)],
      [Type.INVOKE_CHAINCODE, (payload) => this.#invoke(payload)],
    ]);
  }

  /** The payload of the RESPONSE to a state call. @throws when the call is refused; the text goes to the chaincode */
  async answer(type: MessageType, payload: Uint8Array): Promise<Uint8Array> {
    const handler = this.#handlers.get(type);
    if (!handler)
      throw new StateCallError(`[${this.invocation.txId}] Fabric side handler cannot handle message ${type}`);
    return (await handler(payload)) ?? new Uint8Array();
  }

  /** Frees what the chaincode left open. */
  async end(): Promise<void> {
    for (const cursor of this.#cursors.values()) await cursor.close();
    this.#cursors.clear();
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
    this.#expectReadAccess(collection);
    return simulator.getPrivateData(chaincode, collection, key);
  }

  #getPrivateDataHash(payload: Uint8Array): Answer {
    const message = peer.GetState.deserializeBinary(payload);
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
    this.#expectWriteAccess(collection);
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
    this.#expectWriteAccess(collection);
    simulator.setPrivateData(chaincode, collection, message.getKey(), null);
    return undefined;
  }

  #purge(message: peer.DelState): Answer {
    const collection = message.getCollection();
    if (collection === '') throw new StateCallError('only applicable for private data');
    this.#expectWriteAccess(collection);
    this.invocation.simulator.purgePrivateData(this.invocation.chaincode, collection, message.getKey());
    return undefined;
  }

  #getMetadata(payload: Uint8Array): Answer {
    const message = peer.GetStateMetadata.deserializeBinary(payload);
    const { simulator, chaincode } = this.invocation;
    const collection = message.getCollection();
    if (collection !== '') this.#expectReadAccess(collection);
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
    this.#expectWriteAccess(collection);
    simulator.setPrivateMetadata(chaincode, collection, message.getKey(), metadata);
    return undefined;
  }

  async #range(payload: Uint8Array): Promise<Answer> {
    const message = peer.GetStateByRange.deserializeBinary(payload);
    const { simulator, chaincode } = this.invocation;
    const collection = message.getCollection();
    if (collection !== '') {
      this.#expectReadAccess(collection);
      const rows = simulator.privateRange(chaincode, collection, message.getStartkey(), message.getEndkey());
      return await this.#open(keyValueRows(chaincode, rows), undefined);
    }
    const page = pagination(message.getMetadata_asU8());
    const start = page && page.bookmark !== '' ? page.bookmark : message.getStartkey();
    const rows = simulator.range(chaincode, start, message.getEndkey(), page !== undefined);
    return await this.#open(keyValueRows(chaincode, rows), page?.size);
  }

  async #history(payload: Uint8Array): Promise<Answer> {
    const { simulator, readBlock, chaincode } = this.invocation;
    const key = peer.GetHistoryForKey.deserializeBinary(payload).getKey();
    const modifications = keyHistory(simulator.view, readBlock, chaincode, key);
    return await this.#open(historyRows(modifications), undefined);
  }

  async #open(rows: AsyncIterator<QueryRow>, pageSize: number | undefined): Promise<Uint8Array> {
    this.#lastCursor += 1;
    const id = String(this.#lastCursor);
    const cursor = new QueryCursor(id, rows, pageSize);
    this.#cursors.set(id, cursor);
    return await this.#respond(id, cursor);
  }

  async #next(payload: Uint8Array): Promise<Uint8Array> {
    const id = peer.QueryStateNext.deserializeBinary(payload).getId();
    const cursor = this.#cursors.get(id);
    if (!cursor) throw new StateCallError('query iterator not found');
    return await this.#respond(id, cursor);
  }

  async #respond(id: string, cursor: QueryCursor): Promise<Uint8Array> {
    const response = await cursor.response();
    if (!response.getHasMore()) await this.#closeCursor(id);
    return response.serializeBinary();
  }

  async #close(payload: Uint8Array): Promise<Uint8Array> {
    const id = peer.QueryStateClose.deserializeBinary(payload).getId();
    await this.#closeCursor(id);
    const response = new peer.QueryResponse();
    response.setId(id);
    return response.serializeBinary();
  }

  async #closeCursor(id: string): Promise<void> {
    const cursor = this.#cursors.get(id);
    this.#cursors.delete(id);
    await cursor?.close();
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

  #expectReadAccess(collection: string): void {
    const { memberOnlyRead, memberPolicy } = this.#collection(collection);
    if (memberOnlyRead && !satisfies(memberPolicy, [this.invocation.creator]))
      throw this.#noAccess('read', collection);
  }

  #expectWriteAccess(collection: string): void {
    const { memberOnlyWrite, memberPolicy } = this.#collection(collection);
    if (memberOnlyWrite && !satisfies(memberPolicy, [this.invocation.creator]))
      throw this.#noAccess('write', collection);
  }

  #collection(name: string): ReturnType<Invocation['simulator']['collection']> {
    return this.invocation.simulator.collection(this.invocation.chaincode, name);
  }

  #noAccess(access: string, collection: string): StateCallError {
    return new StateCallError(
      `tx creator does not have ${access} access permission on privatedata in ` +
        `chaincodeName:${this.invocation.chaincode} collectionName: ${collection}`,
    );
  }
}

function refuseRichQuery(): never {
  throw new StateCallError('ExecuteQuery not supported for leveldb');
}

/** Page size and bookmark; undefined when the query is not paginated. */
function pagination(bytes: Uint8Array): { readonly size: number; readonly bookmark: string } | undefined {
  if (bytes.length === 0) return undefined;
  const metadata = peer.QueryMetadata.deserializeBinary(bytes);
  const page = { size: metadata.getPagesize(), bookmark: metadata.getBookmark() };
  return page.size === 0 && page.bookmark === '' ? undefined : page;
}

async function* keyValueRows(namespace: string, rows: AsyncGenerator<KeyValue>): AsyncGenerator<QueryRow> {
  for await (const { key, value } of rows) {
    const message = new ledger.queryresult.KV();
    message.setNamespace(namespace);
    message.setKey(key);
    message.setValue(value);
    yield { key, bytes: message.serializeBinary() };
  }
}

async function* historyRows(modifications: AsyncGenerator<Uint8Array>): AsyncGenerator<QueryRow> {
  for await (const bytes of modifications) yield { key: '', bytes };
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
