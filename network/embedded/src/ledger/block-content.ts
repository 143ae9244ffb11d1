import { common, peer } from '@hyperledger/fabric-protos';
import { openAction, openEffect, openEnvelope, type ChaincodeEffect } from './transaction.js';
import { InvalidTransaction, type ValidationCode } from './validation-code.js';

const { TxValidationCode: Code } = peer;

/** What a block's transactions are: one entry each in every list. */
export interface BlockContent {
  readonly codes: readonly ValidationCode[];
  readonly txIds: readonly string[];
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

/** Reads ids, and the effects of valid transactions, from a stored block. */
export function readContent(block: common.Block, codes: BlockContent['codes']): BlockContent {
  const txIds: string[] = [];
  const effects: (ChaincodeEffect | undefined)[] = [];
  for (const [tx, bytes] of (block.getData()?.getDataList_asU8() ?? []).entries()) {
    try {
      const envelope = openEnvelope(bytes);
      txIds.push(envelope.header.txId);
      const endorser =
        envelope.header.type === common.HeaderType.ENDORSER_TRANSACTION && codes[tx] === Code.VALID;
      effects.push(endorser ? openEffect(openAction(envelope.data).chaincodeAction) : undefined);
    } catch (error) {
      if (!(error instanceof InvalidTransaction)) throw error;
      txIds.push('');
      effects.push(undefined);
    }
  }
  return { codes, txIds, effects };
}
