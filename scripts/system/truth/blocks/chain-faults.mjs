import { createHash } from 'node:crypto';
import protos from '@hyperledger/fabric-protos';

const { common } = protos;

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

const withHashes = ({ number, dataHash, previousHash, envelopes }) => ({
  number,
  previous: previousHash.toString('hex'),
  hash: headerHash(number, previousHash, dataHash).toString('hex'),
  dataIsWhole: envelopes
    .reduce((hash, one) => hash.update(one), createHash('sha256'))
    .digest()
    .equals(dataHash),
  transactions: envelopes.map(transactionIdOf),
});

/** Header hashes of blocks, hex. */
export const hashesOf = (blocks) => blocks.map((block) => withHashes(block).hash);

/**
 * What is wrong with a chain of blocks: gaps, hashes that do not fit, a transaction that is there twice (security.md
 * §4.4 I5). Empty when nothing is.
 */
export const faultsOfChain = (rawBlocks) => {
  const blocks = rawBlocks.map(withHashes);
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
