import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Reads the varints and length-prefixed bytes of which Fabric's block files consist. */
class Reader {
  #at = 0;

  constructor(bytes) {
    this.bytes = bytes;
  }

  get left() {
    return this.bytes.length - this.#at;
  }

  varint() {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      if (this.left === 0) throw new RangeError('the file ends inside a number');
      const byte = this.bytes[this.#at++];
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
    }
  }

  octets() {
    const length = this.varint();
    if (length > this.left) throw new RangeError('the file ends inside a value');
    this.#at += length;
    return this.bytes.subarray(this.#at - length, this.#at);
  }
}

/** Header and data of one block (Fabric: common/ledger/blkstorage/block_serialization.go). */
const blockOf = (bytes) => {
  const reader = new Reader(bytes);
  const [number, dataHash, previousHash] = [reader.varint(), reader.octets(), reader.octets()];
  const envelopes = Array.from({ length: reader.varint() }, () => reader.octets());
  return { number, dataHash, previousHash, envelopes };
};

/** Whole blocks of a file; what a peer is just writing at its end is left out. */
const blocksOf = (bytes) => {
  const reader = new Reader(bytes);
  const blocks = [];
  try {
    while (reader.left > 0) blocks.push(blockOf(reader.octets()));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  return blocks;
};

/**
 * Blocks in the files of one peer, in order.
 * @param folder `…/chains/chains/<channel>` of its data
 * @returns `[{ number, dataHash, previousHash, envelopes }]`
 */
export const readFabricBlockFiles = (folder) =>
  readdirSync(folder)
    .filter((name) => name.startsWith('blockfile_'))
    .sort()
    .flatMap((name) => blocksOf(readFileSync(join(folder, name))));
