import { afterPrefix, privateKey, publicKey } from './state-keys.js';

/** Bounds of a scan in the state database. */
export interface StateRange {
  readonly gte: Buffer;
  readonly lt: Buffer;
}

/** A range of public keys: start inclusive, end exclusive (or inclusive), empty = open. */
export function namespaceRange(
  namespace: string,
  start: string,
  end: string,
  endInclusive = false,
): StateRange {
  return range((key) => publicKey(namespace, key), start, end, endInclusive);
}

/** A range of private keys of one member organisation. */
export function privateRange(
  mspId: string,
  namespace: string,
  collection: string,
  start: string,
  end: string,
): StateRange {
  return range((key) => privateKey(mspId, namespace, collection, key), start, end, false);
}

/** Bytes of a key without the prefix that `namespaceRange` or `privateRange` put before it. */
export function keyWithin(prefix: Buffer, key: Buffer): string {
  return key.subarray(prefix.length).toString('utf8');
}

function range(key: (name: string) => Buffer, start: string, end: string, endInclusive: boolean): StateRange {
  if (end === '') return { gte: key(start), lt: afterPrefix(key('')) };
  return { gte: key(start), lt: endInclusive ? Buffer.concat([key(end), Buffer.from([0])]) : key(end) };
}
