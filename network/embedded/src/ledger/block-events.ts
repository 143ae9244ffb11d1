import { common, peer } from '@hyperledger/fabric-protos';
import { validationCodes } from './block-assembly.js';
import { openAction, openEffect, openEnvelope } from './transaction.js';
import { InvalidTransaction, type ValidationCode } from './validation-code.js';

const { TxValidationCode: Code } = peer;

/** What a filtered block tells about a transaction. */
export interface TransactionSummary {
  readonly txId: string;
  readonly type: number;
  readonly code: ValidationCode;
  readonly event: peer.ChaincodeEvent | undefined;
}

/** One summary per transaction of a block; an unreadable one has an empty id. */
export function summarize(block: common.Block): TransactionSummary[] {
  const codes = validationCodes(block);
  return (block.getData()?.getDataList_asU8() ?? []).map((bytes, tx) =>
    summarizeTransaction(bytes, codes[tx] ?? Code.NOT_VALIDATED),
  );
}

/** Events of the valid transactions of a block, in order. */
export function validEvents(block: common.Block): peer.ChaincodeEvent[] {
  return summarize(block).flatMap(({ code, event }) => (code === Code.VALID && event ? [event] : []));
}

function summarizeTransaction(bytes: Uint8Array, code: ValidationCode): TransactionSummary {
  try {
    const { header, data } = openEnvelope(bytes);
    const endorser = header.type === common.HeaderType.ENDORSER_TRANSACTION;
    const event = endorser ? openEffect(openAction(data).chaincodeAction).event : undefined;
    return { txId: header.txId, type: header.type, code, event };
  } catch (error) {
    if (!(error instanceof InvalidTransaction)) throw error;
    return { txId: '', type: common.HeaderType.MESSAGE, code, event: undefined };
  }
}
