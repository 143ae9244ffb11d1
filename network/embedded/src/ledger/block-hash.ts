import { derInteger, sha256 } from '../cryptography/ecdsa.js';

/**
 * Bytes of a block header as Fabric hashes and signs them: DER SEQUENCE of number, previous hash, data hash
 * (protoutil/blockutils.go BlockHeaderBytes).
 */
export function blockHeaderBytes(number: number, previousHash: Uint8Array, dataHash: Uint8Array): Buffer {
  const digits = number.toString(16);
  const integer = derInteger(Buffer.from(digits.length % 2 === 0 ? digits : `0${digits}`, 'hex'));
  const body = Buffer.concat([integer, octetString(previousHash), octetString(dataHash)]);
  return Buffer.concat([Buffer.from([0x30]), derLength(body.length), body]);
}

/** SHA-256 of the header bytes: the `previous_hash` of the next block. */
export function blockHeaderHash(number: number, previousHash: Uint8Array, dataHash: Uint8Array): Buffer {
  return sha256(blockHeaderBytes(number, previousHash, dataHash));
}

/** SHA-256 of the concatenated envelopes (protoutil/blockutils.go ComputeBlockDataHash). */
export function blockDataHash(envelopes: readonly Uint8Array[]): Buffer {
  return sha256(...envelopes);
}

function octetString(bytes: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from([4]), derLength(bytes.length), bytes]);
}

function derLength(length: number): Buffer {
  return length < 128 ? Buffer.from([length]) : Buffer.from([0x81, length]);
}
