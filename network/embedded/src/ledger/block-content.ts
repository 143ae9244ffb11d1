import { common, peer } from '@hyperledger/fabric-protos';
import { openAction, openEffect, openEnvelope, type ChaincodeEffect } from './transaction.js';
import { InvalidTransaction, type ValidationCode } from './validation-code.js';

const { TxValidationCode: Code } = peer;

/** What a block's transactions are: one entry each in every list. */
export interface BlockContent {
  readonly codes: readonly ValidationCode[];
  readonly txIds: readonly string[];
  /** Of all endorser transactions that can be read, invalid ones too. */
  readonly effects: readonly (ChaincodeEffect | undefined)[];
}

/** Effects of the valid transactions by their index. */
export function validEffects({ codes, effects }: BlockContent): Map<number, ChaincodeEffect> {
  const valid = new Map<number, ChaincodeEffect>();
  effects.forEach((effect, tx) => {
    if (effect && codes[tx] === Code.VALID) valid.set(tx, effect);
  });
  return valid;
}

/** Reads ids and effects from a stored block. */
export function readContent(block: common.Block, codes: BlockContent['codes']): BlockContent {
  const envelopes = block.getData()?.getDataList_asU8() ?? [];
  return { codes, txIds: envelopes.map(readTxId), effects: envelopes.map(readEffect) };
}

/** What an endorser transaction did, whatever it is worth; undefined when it cannot be read. */
export function readEffect(bytes: Uint8Array): ChaincodeEffect | undefined {
  return readable(() => {
    const { header, data } = openEnvelope(bytes);
    if (header.type !== common.HeaderType.ENDORSER_TRANSACTION) return undefined;
    return openEffect(openAction(data).chaincodeAction);
  });
}

function readTxId(bytes: Uint8Array): string {
  return readable(() => openEnvelope(bytes).header.txId) ?? '';
}

function readable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof InvalidTransaction) return undefined;
    throw error;
  }
}
