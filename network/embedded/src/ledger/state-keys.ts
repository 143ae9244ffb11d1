import { sha256 } from '../cryptography/ecdsa.js';

/**
 * Keys of the state database. One letter tells the kind, zero bytes part the names (names never contain one), and the
 * chaincode's own key comes last, so that byte order inside a namespace is Fabric's key order.
 */
const NUL = '\u0000';
/** SHA-256. */
const HASH_LENGTH = 32;

/** Committed public state of a namespace. */
export function publicKey(namespace: string, key: string): Buffer {
  return Buffer.from(`s${namespace}${NUL}${key}`);
}

/** Hash of a private key's value, on every peer. */
export function hashedKey(namespace: string, collection: string, keyHash: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(`g${namespace}${NUL}${collection}${NUL}`), keyHash]);
}

/** Private value on the peers of one member organisation. */
export function privateKey(mspId: string, namespace: string, collection: string, key: string): Buffer {
  return Buffer.from(`v${mspId}${NUL}${namespace}${NUL}${collection}${NUL}${key}`);
}

/** First place where a transaction id was committed. */
export function transactionKey(txId: string): Buffer {
  return Buffer.from(`t${txId}`);
}

/** Prefix of the history entries of a key. */
export function historyPrefix(namespace: string, key: string): Buffer {
  return Buffer.concat([Buffer.from(`h${namespace}${NUL}`), sha256(Buffer.from(key))]);
}

/** One valid write of a key. */
export function historyKey(namespace: string, key: string, block: number, tx: number): Buffer {
  return Buffer.concat([historyPrefix(namespace, key), height(block), transactionIndex(tx)]);
}

/** Where a block lies in the block file. */
export function blockOffsetKey(block: number): Buffer {
  return Buffer.concat([Buffer.from('o'), height(block)]);
}

/** Block number by header hash. */
export function blockHashKey(hash: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from('b'), hash]);
}

/** Private keys whose blockToLive ends with a block. */
export function expiryPrefix(block: number): Buffer {
  return Buffer.concat([Buffer.from('e'), height(block)]);
}

/** A private key written in `block` that expires with block `expires`. */
export function expiryKey(
  expires: number,
  block: number,
  namespace: string,
  collection: string,
  keyHash: Uint8Array,
): Buffer {
  const names = Buffer.from(`${namespace}${NUL}${collection}${NUL}`);
  return Buffer.concat([expiryPrefix(expires), height(block), names, keyHash]);
}

/** Reads what `expiryKey` wrote. */
export function parseExpiryKey(key: Buffer): {
  readonly committed: number;
  readonly namespace: string;
  readonly collection: string;
  readonly keyHash: Buffer;
} {
  const keyHash = key.subarray(key.length - HASH_LENGTH);
  const names = key
    .subarray(17, key.length - HASH_LENGTH)
    .toString()
    .split(NUL);
  const [namespace = '', collection = ''] = names;
  return { committed: Number(key.readBigUInt64BE(9)), namespace, collection, keyHash };
}

/** Where private values of a key were written; without block and transaction the prefix of all of them. */
export function privateWriteKey(
  namespace: string,
  collection: string,
  keyHash: Uint8Array,
  block?: number,
  tx?: number,
): Buffer {
  const parts = [Buffer.from(`k${namespace}${NUL}${collection}${NUL}`), keyHash];
  if (block !== undefined) parts.push(height(block));
  if (tx !== undefined) parts.push(transactionIndex(tx));
  return Buffer.concat(parts);
}

/** The single savepoint entry. */
export const SAVEPOINT = Buffer.from('!savepoint');

/** Big-endian 8-byte block number: sorts by number. */
export function height(block: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(block));
  return bytes;
}

/** Big-endian 4-byte transaction index. */
export function transactionIndex(tx: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(tx);
  return bytes;
}

/** The least key greater than every key with this prefix. */
export function afterPrefix(prefix: Buffer): Buffer {
  const end = Buffer.from(prefix);
  for (let i = end.length - 1; i >= 0; i -= 1) {
    const byte = end[i] ?? 0;
    if (byte < 0xff) {
      end[i] = byte + 1;
      return end.subarray(0, i + 1);
    }
  }
  return Buffer.alloc(0);
}
