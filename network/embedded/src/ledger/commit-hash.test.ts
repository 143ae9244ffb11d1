import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { CommittedUpdates, nextCommitHash, versionBytes } from './commit-hash.js';

const at = (tx: number): { block: number; tx: number } => ({ block: 1, tx });

describe('commit hash (core/ledger/kvledger/txmgmt/txmgr/update_batch_bytes.go, kv_ledger.go)', () => {
  test('the bytes of a version are each number after its length, without leading zeros', () => {
    const bytes = versionBytes({ block: 0x1_0203, tx: 0 });
    expect(bytes.toString('hex')).toBe('0301020300');
    expect(versionBytes({ block: 2 ** 40, tx: 300 }).toString('hex')).toBe('06010000000000' + '02012c');
  });

  // The batch of TestUpdateBatchBytesBuilderPublicWritesAndColls in update_batch_bytes_test.go, written in another order.
  test('names stand at their first key only; public keys come before collections, all in byte order', () => {
    const updates = new CommittedUpdates();
    const put = (namespace: string, key: string, tx: number, collection?: string): void => {
      const value = key === 'key6' ? undefined : Buffer.from(key.replace('key', 'value'));
      const target = {
        namespace,
        key: Buffer.from(key),
        ...(collection === undefined ? {} : { collection }),
      };
      updates.record(target, value, at(tx));
    };
    put('ns2', 'key7', 7);
    put('ns1', 'key6', 6, 'coll2');
    put('ns1', 'key5', 5, 'coll2');
    put('ns1', 'key2', 9);
    put('ns1', 'key2', 2);
    put('ns1', 'key4', 4, 'coll1');
    put('ns1', 'key3', 3, 'coll1');
    put('ns1', 'key1', 1);
    const entry = (tag: string, key: string, tx: number): string => {
      const value =
        key === 'key6' ? '2001' : `2a06${Buffer.from(key.replace('key', 'value')).toString('hex')}`;
      const body = `${tag}1a04${Buffer.from(key).toString('hex')}${value}3204010101${String(tx).padStart(2, '0')}`;
      return `0a${(body.length / 2).toString(16).padStart(2, '0')}${body}`;
    };
    const ns1 = '0a036e7331';
    const ns2 = '0a036e7332';
    const coll = (number: number): string => `1205636f6c6c3${number}`;
    expect(Buffer.from(updates.bytes()).toString('hex')).toBe(
      entry(ns1, 'key1', 1) +
        entry('', 'key2', 2) +
        entry(coll(1), 'key3', 3) +
        entry('', 'key4', 4) +
        entry(coll(2), 'key5', 5) +
        entry('', 'key6', 6) +
        entry(ns2, 'key7', 7),
    );
  });

  test('a block without updates has no bytes', () => {
    expect(new CommittedUpdates().bytes()).toHaveLength(0);
  });

  test('the hash is over the number of codes, the codes, the updates and the previous hash', () => {
    const codes = Buffer.alloc(300, 11);
    const parts = [Buffer.from([0xac, 0x02]), codes, Buffer.from('updates'), Buffer.alloc(32, 7)];
    const expected = createHash('sha256').update(Buffer.concat(parts)).digest();
    expect(nextCommitHash(Buffer.alloc(32, 7), codes, Buffer.from('updates'))).toEqual(expected);
  });
});
