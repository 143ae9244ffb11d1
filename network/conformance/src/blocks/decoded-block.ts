import { createHash } from 'node:crypto';
import { common, peer } from '@hyperledger/fabric-protos';

/** Codes and positions of a block's transactions. */
export interface DecodedBlock {
  readonly number: number;
  readonly previousHash: string;
  readonly dataHash: string;
  readonly envelopes: readonly Uint8Array[];
  /** Validation codes, one for each envelope. */
  readonly codes: readonly number[];
  readonly metadata: readonly Uint8Array[];
}

/** Decodes a block; hashes as hex. */
export function decodeBlock(block: common.Block): DecodedBlock {
  const header = block.getHeader() ?? new common.BlockHeader();
  const metadata = block.getMetadata()?.getMetadataList_asU8() ?? [];
  return {
    number: header.getNumber(),
    previousHash: Buffer.from(header.getPreviousHash_asU8()).toString('hex'),
    dataHash: Buffer.from(header.getDataHash_asU8()).toString('hex'),
    envelopes: block.getData()?.getDataList_asU8() ?? [],
    codes: [...(metadata[common.BlockMetadataIndex.TRANSACTIONS_FILTER] ?? [])],
    metadata,
  };
}

/** SHA-256 of the envelopes one after another, hex (protoutil/blockutils.go ComputeBlockDataHash). */
export function blockDataHash(envelopes: readonly Uint8Array[]): string {
  const hash = createHash('sha256');
  for (const envelope of envelopes) hash.update(envelope);
  return hash.digest('hex');
}

/**
 * SHA-256 of the header as DER SEQUENCE {INTEGER, OCTET STRING, OCTET STRING}, hex (protoutil/blockutils.go
 * BlockHeaderHash).
 */
export function blockHeaderHash({
  number,
  previousHash,
  dataHash,
}: Pick<DecodedBlock, 'number' | 'previousHash' | 'dataHash'>): string {
  const plain = number.toString(16);
  const even = plain.length % 2 === 0 ? plain : `0${plain}`;
  const integer = Buffer.from(/^[89a-f]/.test(even) ? `00${even}` : even, 'hex');
  const body = Buffer.concat([
    element(0x02, integer),
    element(0x04, Buffer.from(previousHash, 'hex')),
    element(0x04, Buffer.from(dataHash, 'hex')),
  ]);
  return createHash('sha256').update(element(0x30, body)).digest('hex');
}

/** Header of the transaction in an envelope. */
export function channelHeaderOf(envelope: Uint8Array): common.ChannelHeader {
  const payload = common.Payload.deserializeBinary(
    common.Envelope.deserializeBinary(envelope).getPayload_asU8(),
  );
  return common.ChannelHeader.deserializeBinary(
    payload.getHeader()?.getChannelHeader_asU8() ?? new Uint8Array(),
  );
}

/** Fabric's name of a validation code. */
export function codeName(code: number): string {
  return Object.entries(peer.TxValidationCode).find(([, value]) => value === code)?.[0] ?? String(code);
}

/** A DER element shorter than 128 bytes. */
function element(tag: number, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from([tag, content.length]), content]);
}
