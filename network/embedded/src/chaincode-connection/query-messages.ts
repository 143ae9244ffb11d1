import { ledger, peer } from '@hyperledger/fabric-protos';
import { keyHistory } from '../ledger/key-history.js';
import { StateCallError, type KeyValue } from '../simulation/transaction-simulator.js';
import { expectReadAccess } from './collection-access.js';
import type { Invocation } from './invocation.js';
import { QueryCursor, type QueryRow } from './query-cursor.js';

/** Answers the range and history queries of one invocation and keeps its open cursors (core/chaincode/handler.go). */
export class QueryMessages {
  readonly #cursors = new Map<string, QueryCursor>();
  #lastCursor = 0;

  constructor(private readonly invocation: Invocation) {}

  /** GET_STATE_BY_RANGE: a range of public or private keys, a page of it when the message says so. */
  async range(payload: Uint8Array): Promise<Uint8Array> {
    const message = peer.GetStateByRange.deserializeBinary(payload);
    const { simulator, chaincode } = this.invocation;
    const collection = message.getCollection();
    if (collection !== '') {
      expectReadAccess(this.invocation, collection);
      const rows = simulator.privateRange(chaincode, collection, message.getStartkey(), message.getEndkey());
      return await this.#open(keyValueRows(chaincode, rows), undefined);
    }
    const page = pagination(message.getMetadata_asU8());
    const start = page && page.bookmark !== '' ? page.bookmark : message.getStartkey();
    const rows = simulator.range(chaincode, start, message.getEndkey(), page?.size);
    return await this.#open(keyValueRows(chaincode, rows), page?.size);
  }

  /** GET_HISTORY_FOR_KEY. */
  async history(payload: Uint8Array): Promise<Uint8Array> {
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

  /** QUERY_STATE_NEXT: the next batch of an open query. */
  async next(payload: Uint8Array): Promise<Uint8Array> {
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

  /** QUERY_STATE_CLOSE. */
  async close(payload: Uint8Array): Promise<Uint8Array> {
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

  /** Closes what the chaincode left open. */
  async end(): Promise<void> {
    for (const cursor of this.#cursors.values()) await cursor.close();
    this.#cursors.clear();
  }
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
