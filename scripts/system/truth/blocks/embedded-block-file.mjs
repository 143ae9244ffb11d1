import { readFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import protos from '@hyperledger/fabric-protos';

/** Payloads of the records [length u32][CRC-32 u32][payload] of the embedded ledger's block file. */
const recordsOf = (bytes) => {
  const records = [];
  for (let at = 0; at < bytes.length;) {
    const length = bytes.readUInt32BE(at);
    const payload = bytes.subarray(at + 8, at + 8 + length);
    if (crc32(payload) !== bytes.readUInt32BE(at + 4)) throw new Error(`damaged record at ${at}`);
    records.push(payload);
    at += 8 + length;
  }
  return records;
};

const partsOf = (bytes) => {
  const block = protos.common.Block.deserializeBinary(bytes);
  const header = block.getHeader();
  return {
    number: header.getNumber(),
    dataHash: Buffer.from(header.getDataHash_asU8()),
    previousHash: Buffer.from(header.getPreviousHash_asU8()),
    envelopes: block.getData().getDataList_asU8(),
  };
};

/**
 * Blocks in the file of the embedded ledger.
 * @returns `[{ number, dataHash, previousHash, envelopes }]`
 */
export const readEmbeddedBlockFile = (file) => recordsOf(readFileSync(file)).map(partsOf);
