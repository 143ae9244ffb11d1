import { common, peer } from '@hyperledger/fabric-protos';
import { CommittedUpdates, nextCommitHash, type UpdatedKey } from '../../src/ledger/commit-hash.js';
import { openAction, openEffect, openEnvelope, type NamespaceSet } from '../../src/ledger/transaction.js';

const { COMMIT_HASH, TRANSACTIONS_FILTER } = common.BlockMetadataIndex;
const EMPTY_HASH = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** A block whose commit hash is not the one that follows from its transactions. */
export interface WrongHash {
  readonly block: number;
  readonly stored: string;
  readonly computed: string;
}

/** Values as the blocks leave them, by namespace, collection and key; a metadata write repeats the value of its key. */
type Values = Map<string, Uint8Array>;

/**
 * Recomputes the commit hashes of a chain from block 0 on, from nothing but its blocks, as a peer stores them: embedded
 * or Fabric's. Returns the blocks with another hash.
 */
export function wrongCommitHashes(blocks: readonly common.Block[]): WrongHash[] {
  const values: Values = new Map();
  const wrong: WrongHash[] = [];
  let previous: Buffer = Buffer.alloc(0);
  for (const block of blocks) {
    const number = block.getHeader()?.getNumber() ?? 0;
    const metadata = block.getMetadata()?.getMetadataList_asU8() ?? [];
    const codes = metadata[TRANSACTIONS_FILTER] ?? new Uint8Array();
    const stored = common.Metadata.deserializeBinary(metadata[COMMIT_HASH] ?? new Uint8Array());
    const updates = updatesOf(block, codes, values);
    if (number > 0) previous = nextCommitHash(previous, codes, updates.bytes());
    const hex = Buffer.from(stored.getValue_asU8()).toString('hex');
    if (hex !== previous.toString('hex'))
      wrong.push({ block: number, stored: hex, computed: previous.toString('hex') });
  }
  return wrong;
}

function updatesOf(block: common.Block, codes: Uint8Array, values: Values): CommittedUpdates {
  const updates = new CommittedUpdates();
  const number = block.getHeader()?.getNumber() ?? 0;
  for (const [tx, bytes] of (block.getData()?.getDataList_asU8() ?? []).entries()) {
    if (codes[tx] !== peer.TxValidationCode.VALID) continue;
    const { header, data } = openEnvelope(bytes);
    if (header.type !== common.HeaderType.ENDORSER_TRANSACTION) continue;
    const { namespaces } = openEffect(openAction(data).chaincodeAction);
    for (const [target, value] of namespaces.flatMap((set) => writesOf(set, values))) {
      if (value) values.set(placeOf(target), value);
      else values.delete(placeOf(target));
      updates.record(target, value, { block: number, tx });
    }
  }
  return updates;
}

type Write = readonly [UpdatedKey, Uint8Array | undefined];

function writesOf({ namespace, set, collections }: NamespaceSet, values: Values): Write[] {
  const open = (key: string): UpdatedKey => ({ namespace, key: Buffer.from(key) });
  const written: Write[] = set
    .getWritesList()
    .map((write) => [open(write.getKey()), orDelete(write.getValue_asU8(), write.getIsDelete())]);
  const described = set.getMetadataWritesList().map((write) => open(write.getKey()));
  for (const { name: collection, set: hashes } of collections) {
    const hashed = (hash: Uint8Array): UpdatedKey => ({ namespace, collection, key: Buffer.from(hash) });
    for (const write of hashes.getHashedWritesList()) {
      const hash = write.getValueHash_asU8();
      const isDelete = write.getIsDelete() || Buffer.from(hash).toString('hex') === EMPTY_HASH;
      written.push([hashed(write.getKeyHash_asU8()), orDelete(hash, isDelete)]);
    }
    described.push(...hashes.getMetadataWritesList().map((write) => hashed(write.getKeyHash_asU8())));
  }
  return [...written, ...metadataOnly(described, written, values)];
}

/** Metadata of a key that this transaction does not write otherwise and that is there. */
function metadataOnly(targets: readonly UpdatedKey[], written: readonly Write[], values: Values): Write[] {
  const places = new Set(written.map(([target]) => placeOf(target)));
  return targets.flatMap((target) => {
    const value = values.get(placeOf(target));
    return value && !places.has(placeOf(target)) ? [[target, value] as const] : [];
  });
}

function orDelete(value: Uint8Array, isDelete: boolean): Uint8Array | undefined {
  return isDelete || value.length === 0 ? undefined : value;
}

function placeOf({ namespace, collection = '', key }: UpdatedKey): string {
  return [namespace, collection, key.toString('hex')].join('\u0000');
}
