import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { common } from '@hyperledger/fabric-protos';
import { ChainBroken, headerHash, verifyBlock } from './block-chain.js';

const blockOf = (number: number, previous: Uint8Array, data: readonly string[]): common.Block => {
  const body = new common.BlockData();
  body.setDataList(data.map((text) => Buffer.from(text)));
  const header = new common.BlockHeader();
  header.setNumber(number);
  header.setPreviousHash(previous);
  header.setDataHash(createHash('sha256').update(data.join('')).digest());
  const block = new common.Block();
  block.setHeader(header);
  block.setData(body);
  return block;
};

const genesis = blockOf(0, new Uint8Array(), ['config']);
const { hash } = verifyBlock(genesis, undefined);

describe('the hash chain (Fabric: protoutil/blockutils.go)', () => {
  test('a header hash is SHA-256 over DER of number, previous hash and data hash, also for numbers of several bytes', () => {
    const der = Buffer.from('300a0202012c0401aa0401bb', 'hex');
    const expected = createHash('sha256').update(der).digest();
    expect(headerHash(300n, Buffer.from([0xaa]), Buffer.from([0xbb]))).toEqual(expected);
  });

  test('a block that follows is taken', () => {
    const next = blockOf(1, hash, ['a', 'b']);
    expect(verifyBlock(next, hash)).toMatchObject({ number: 1n, previousHash: hash });
  });

  test('a transaction changed inside a block is noticed', () => {
    const next = blockOf(1, hash, ['a', 'b']);
    next.getData()?.setDataList([Buffer.from('a'), Buffer.from('c')]);
    expect(() => verifyBlock(next, hash)).toThrow(ChainBroken);
  });

  test('a block of another chain is noticed', () => {
    const other = verifyBlock(blockOf(0, new Uint8Array(), ['another config']), undefined).hash;
    expect(() => verifyBlock(blockOf(1, other, ['a']), hash)).toThrow(/previous hash/u);
  });
});
