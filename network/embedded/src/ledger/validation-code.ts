import { peer } from '@hyperledger/fabric-protos';

/** peer.TxValidationCode as a number. */
export type ValidationCode = peer.TxValidationCodeMap[keyof peer.TxValidationCodeMap];

/** A transaction is not valid; `code` is what goes into the block's transactions filter. */
export class InvalidTransaction extends Error {
  override readonly name = 'InvalidTransaction';

  constructor(
    readonly code: ValidationCode,
    message: string,
  ) {
    super(message);
  }
}
