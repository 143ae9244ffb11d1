import jspb from 'google-protobuf';
import { sha256 } from '../cryptography/ecdsa.js';
import type { Version } from './state-entry.js';

/** Where a public or hashed value is written. */
export interface UpdatedKey {
  readonly namespace: string;
  /** Collection of a hashed value; undefined = public state. */
  readonly collection?: string;
  /** Bytes of the key, or of its hash in a collection. */
  readonly key: Buffer;
}

interface Update extends UpdatedKey {
  /** Undefined = deleted. */
  readonly value: Uint8Array | undefined;
  readonly version: Version;
}

/**
 * Public and hashed writes of a block's valid transactions, the last one per key, as the commit hash covers them.
 * What blockToLive removes is not part of it (core/ledger/kvledger/txmgmt/txmgr/update_batch_bytes.go).
 */
export class CommittedUpdates {
  readonly #updates = new Map<string, Update>();

  /** Notes a write, or with an undefined value a delete. */
  record(target: UpdatedKey, value: Uint8Array | undefined, version: Version): void {
    const { namespace, collection = '', key } = target;
    this.#updates.set(`${namespace}\u0000${collection}\u0000${key.toString('latin1')}`, {
      ...target,
      value,
      version,
    });
  }

  /**
   * txmgr.Updates bytes: namespaces in byte order, in each the public keys before the collections; a namespace or
   * collection name stands only at its first key.
   */
  bytes(): Uint8Array {
    const writer = new jspb.BinaryWriter();
    let previous: Update | undefined;
    for (const update of [...this.#updates.values()].sort(byPlace)) {
      const names = {
        namespace: update.namespace === previous?.namespace ? '' : update.namespace,
        collection: sameCollection(update, previous) ? '' : (update.collection ?? ''),
      };
      const current = update;
      writer.writeMessage(1, {}, (_, nested) => {
        writeUpdate(current, names, nested);
      });
      previous = update;
    }
    return writer.getResultBuffer();
  }
}

/**
 * The next link of the chain of commit hashes: SHA-256 of the number of codes (varint), the codes, the updates and the
 * previous hash (core/ledger/kvledger/kv_ledger.go addBlockCommitHash). Block 0 has none.
 */
export function nextCommitHash(previous: Uint8Array, codes: Uint8Array, updates: Uint8Array): Buffer {
  return sha256(varint(codes.length), codes, updates, previous);
}

/** Version.ToBytes: each number big-endian without leading zeros, after its length (common/ledger/util/util.go). */
export function versionBytes({ block, tx }: Version): Buffer {
  return Buffer.concat([orderPreserving(block), orderPreserving(tx)]);
}

function writeUpdate(
  { key, value, version }: Update,
  { namespace, collection }: { readonly namespace: string; readonly collection: string },
  writer: jspb.BinaryWriter,
): void {
  if (namespace !== '') writer.writeString(1, namespace);
  if (collection !== '') writer.writeString(2, collection);
  if (key.length > 0) writer.writeBytes(3, key);
  if (value === undefined) writer.writeBool(4, true);
  else if (value.length > 0) writer.writeBytes(5, value);
  writer.writeBytes(6, versionBytes(version));
}

function byPlace(a: Update, b: Update): number {
  return (
    byBytes(a.namespace, b.namespace) ||
    byBytes(a.collection ?? '', b.collection ?? '') ||
    Buffer.compare(a.key, b.key)
  );
}

function byBytes(a: string, b: string): number {
  return a === b ? 0 : Buffer.compare(Buffer.from(a), Buffer.from(b));
}

function sameCollection(update: Update, previous: Update | undefined): boolean {
  return update.namespace === previous?.namespace && update.collection === previous.collection;
}

function orderPreserving(number: number): Buffer {
  const bytes = Buffer.alloc(9);
  bytes.writeBigUInt64BE(BigInt(number), 1);
  const first = bytes.findIndex((byte) => byte !== 0);
  const start = first < 0 ? bytes.length : first;
  bytes[start - 1] = bytes.length - start;
  return bytes.subarray(start - 1);
}

function varint(number: number): Buffer {
  const bytes: number[] = [];
  let rest = number;
  for (; rest > 0x7f; rest >>>= 7) bytes.push((rest & 0x7f) | 0x80);
  return Buffer.from([...bytes, rest]);
}
