import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import protos from '@hyperledger/fabric-protos';

const { common } = protos;

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

const derLength = (n) => (n < 128 ? [n] : [0x81, n]);
const derOctets = (bytes) => Buffer.concat([Buffer.from([4, ...derLength(bytes.length)]), bytes]);
const derInteger = (value) => {
  const hex = value.toString(16);
  const bytes = Buffer.from(hex.length % 2 === 1 ? `0${hex}` : hex, 'hex');
  const body = bytes[0] >= 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes;
  return Buffer.concat([Buffer.from([2, body.length]), body]);
};

/** SHA-256 over the DER sequence of number, previous hash and data hash (Fabric: protoutil/blockutils.go). */
const headerHash = (number, previous, data) => {
  const body = Buffer.concat([derInteger(number), derOctets(previous), derOctets(data)]);
  return createHash('sha256')
    .update(Buffer.concat([Buffer.from([0x30, ...derLength(body.length)]), body]))
    .digest();
};

const transactionIdOf = (envelope) => {
  const payload = common.Payload.deserializeBinary(
    common.Envelope.deserializeBinary(envelope).getPayload_asU8(),
  );
  return common.ChannelHeader.deserializeBinary(payload.getHeader().getChannelHeader_asU8()).getTxId();
};

const blockOf = (bytes) => {
  const block = common.Block.deserializeBinary(bytes);
  const header = block.getHeader();
  const data = block.getData().getDataList_asU8();
  const dataHash = data.reduce((hash, one) => hash.update(one), createHash('sha256')).digest();
  const [number, previous] = [header.getNumber(), Buffer.from(header.getPreviousHash_asU8())];
  return {
    number,
    previous: previous.toString('hex'),
    hash: headerHash(number, previous, Buffer.from(header.getDataHash_asU8())).toString('hex'),
    dataIsWhole: dataHash.equals(Buffer.from(header.getDataHash_asU8())),
    transactions: data.map(transactionIdOf),
  };
};

/**
 * Reads the ledger's raw block file, not through the ledger.
 * @returns `[{ number, previous, hash, dataIsWhole, transactions }]`, hashes in hex
 */
export const readBlockFile = (installation) =>
  recordsOf(readFileSync(installation.path('ledger', 'ledger', 'blocks'))).map(blockOf);

/**
 * What is wrong with a chain of blocks: gaps, hashes that do not fit, a transaction that is there twice (security.md
 * §4.4 I5). Empty when nothing is.
 */
export const faultsOfChain = (blocks) => {
  const faults = [];
  const seen = new Set();
  blocks.forEach((block, at) => {
    if (block.number !== at) faults.push(`block ${block.number} where ${at} was due`);
    if (at > 0 && block.previous !== blocks[at - 1].hash) faults.push(`block ${at} does not follow`);
    if (!block.dataIsWhole) faults.push(`block ${at}: data hash`);
    for (const id of block.transactions.filter((one) => one !== '')) {
      if (seen.has(id)) faults.push(`transaction ${id} twice`);
      seen.add(id);
    }
  });
  return faults;
};
