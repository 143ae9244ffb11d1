import { peer } from '@hyperledger/fabric-protos';

/** Results that travel in one message between peer and chaincode (chaincode_support.go MaxResultLimit). */
const BATCH = 100;
/** `ledger.state.totalQueryLimit` of core.yaml. */
const TOTAL_LIMIT = 100_000;

/** A result row and the key a bookmark would name. */
export interface QueryRow {
  readonly key: string;
  readonly bytes: Uint8Array;
}

/**
 * An open query of a chaincode: batches of 100, or one page with a bookmark
 * (core/chaincode/query_response_generator.go).
 */
export class QueryCursor {
  #next: IteratorResult<QueryRow, unknown> | undefined;
  #returned = 0;

  constructor(
    private readonly id: string,
    private readonly rows: AsyncIterator<QueryRow>,
    private readonly pageSize: number | undefined,
  ) {}

  /** The next batch as QueryResponse, and whether the cursor stays open. */
  async response(): Promise<peer.QueryResponse> {
    return this.pageSize === undefined ? await this.#batch() : await this.#page(this.pageSize);
  }

  async close(): Promise<void> {
    await this.rows.return?.();
  }

  async #batch(): Promise<peer.QueryResponse> {
    const rows: QueryRow[] = [];
    let row = await this.#peek();
    while (!row.done && rows.length < BATCH && this.#returned < TOTAL_LIMIT) {
      rows.push(row.value);
      this.#returned += 1;
      this.#next = undefined;
      if (this.#returned >= TOTAL_LIMIT) break;
      row = await this.#peek();
    }
    return this.#message(rows, !row.done && this.#returned < TOTAL_LIMIT);
  }

  /** Exactly one page; reading stops at the page's end, the key after it becomes the bookmark. */
  async #page(size: number): Promise<peer.QueryResponse> {
    const limit = size > 0 ? Math.min(size, TOTAL_LIMIT) : TOTAL_LIMIT;
    const rows: QueryRow[] = [];
    for (let row = await this.#peek(); !row.done && rows.length < limit; row = await this.#peek()) {
      rows.push(row.value);
      this.#next = undefined;
    }
    const following = await this.#peek();
    const metadata = new peer.QueryResponseMetadata();
    metadata.setFetchedRecordsCount(rows.length);
    metadata.setBookmark(following.done ? '' : following.value.key);
    const message = this.#message(rows, false);
    message.setMetadata(metadata.serializeBinary());
    return message;
  }

  async #peek(): Promise<IteratorResult<QueryRow, unknown>> {
    this.#next ??= await this.rows.next();
    return this.#next;
  }

  #message(rows: readonly QueryRow[], hasMore: boolean): peer.QueryResponse {
    const message = new peer.QueryResponse();
    message.setId(this.id);
    message.setHasMore(hasMore);
    for (const { bytes } of rows) {
      const result = new peer.QueryResultBytes();
      result.setResultbytes(bytes);
      message.addResults(result);
    }
    return message;
  }
}
