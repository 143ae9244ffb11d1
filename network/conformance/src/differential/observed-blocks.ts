import { common, ledger, peer } from '@hyperledger/fabric-protos';
import type { MspId } from '../network.js';
import type { PeerClient } from './peer-client.js';

/** Where an envelope came to stand, and what it was worth. */
export interface Placed {
  readonly block: number;
  readonly index: number;
  /** Fabric's validation code by name. */
  readonly code: string;
  /** Private write sets that this peer delivers to a client of its organisation: namespace, collection, bytes in hex. */
  readonly privateSets: readonly (readonly [string, string, string])[];
}

const CODES = new Map(Object.entries(peer.TxValidationCode).map(([name, code]) => [code as number, name]));
const PATIENCE_MS = 30_000;

/** Fabric's name of a validation code. */
export function codeName(code: number): string {
  return CODES.get(code) ?? String(code);
}

/** All blocks that one organisation's peer delivers, with private data. */
export class ObservedBlocks {
  readonly #placed = new Map<string, Placed[]>();
  #height = 0;
  #waiting: (() => void)[] = [];
  /** Why the peer delivers no more. */
  #ended: string | undefined;
  #stop: () => void = () => undefined;

  private constructor(readonly mspId: MspId) {}

  /** Follows a peer's blocks from the first on. */
  static async follow(client: PeerClient): Promise<ObservedBlocks> {
    const blocks = new ObservedBlocks(client.mspId);
    blocks.#stop = await client.followBlocks(
      0,
      (block) => {
        blocks.#add(block);
      },
      (reason) => {
        blocks.#ended = reason;
        blocks.#wake();
      },
    );
    return blocks;
  }

  /** Number of the next block. */
  get height(): number {
    return this.#height;
  }

  /** Where a transaction id was placed, first occurrence first. */
  placesOf(txId: string): readonly Placed[] {
    return this.#placed.get(txId) ?? [];
  }

  /** Waits for a condition that blocks bring about. @throws Error when it does not hold in 30 s, or no blocks come */
  async until(what: string, condition: () => boolean): Promise<void> {
    const deadline = Date.now() + PATIENCE_MS;
    while (!condition()) {
      const left = deadline - Date.now();
      if (left <= 0 || this.#ended !== undefined) {
        const reason = this.#ended ?? 'not in time';
        throw new Error(`${this.mspId} at height ${this.#height} delivered no block with ${what}: ${reason}`);
      }
      await this.#nextBlock(left);
    }
  }

  stop(): void {
    this.#stop();
  }

  async #nextBlock(patience: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, patience);
      this.#waiting.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  #add(delivered: peer.BlockAndPrivateData): void {
    const block = delivered.getBlock();
    const number = block?.getHeader()?.getNumber() ?? 0;
    const codes = block?.getMetadata()?.getMetadataList_asU8()[common.BlockMetadataIndex.TRANSACTIONS_FILTER];
    const sets = delivered.getPrivateDataMapMap();
    (block?.getData()?.getDataList_asU8() ?? []).forEach((bytes, index) => {
      const txId = transactionIdOf(bytes);
      const code = codeName(codes?.[index] ?? -1);
      const places = this.#placed.get(txId) ?? [];
      places.push({ block: number, index, code, privateSets: privateSets(sets.get(index)) });
      this.#placed.set(txId, places);
    });
    this.#height = number + 1;
    this.#wake();
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const wake of waiting) wake();
  }
}

function transactionIdOf(envelope: Uint8Array): string {
  const payload = common.Payload.deserializeBinary(
    common.Envelope.deserializeBinary(envelope).getPayload_asU8(),
  );
  const header = payload.getHeader()?.getChannelHeader_asU8() ?? new Uint8Array();
  return common.ChannelHeader.deserializeBinary(header).getTxId();
}

function privateSets(
  set: InstanceType<typeof ledger.rwset.TxPvtReadWriteSet> | undefined,
): Placed['privateSets'] {
  const found = (set?.getNsPvtRwsetList() ?? []).flatMap((namespace) =>
    namespace
      .getCollectionPvtRwsetList()
      .map((collection): readonly [string, string, string] => [
        namespace.getNamespace(),
        collection.getCollectionName(),
        Buffer.from(collection.getRwset_asU8()).toString('hex'),
      ]),
  );
  return found.sort(([a, b], [c, d]) => (`${a}/${b}` < `${c}/${d}` ? -1 : 1));
}
