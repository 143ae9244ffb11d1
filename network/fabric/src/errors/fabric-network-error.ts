/** Permanent codes of what can go wrong with the network; the text may change, the code never does. */
export type FabricErrorCode =
  | 'BT-FABRIC-OPTION'
  | 'BT-FABRIC-PROGRAM-MISSING'
  | 'BT-FABRIC-SETTINGS-CHANGED'
  | 'BT-FABRIC-STATE-DAMAGED'
  | 'BT-FABRIC-STATE-BUSY'
  | 'BT-FABRIC-NO-NETWORK'
  | 'BT-FABRIC-PORT-TAKEN'
  | 'BT-FABRIC-PROCESS-UNKNOWN'
  | 'BT-FABRIC-PROCESS-FAILED'
  | 'BT-FABRIC-PROCESS-STUCK'
  | 'BT-FABRIC-NOT-READY'
  | 'BT-FABRIC-TOOL-FAILED'
  | 'BT-FABRIC-JOIN-REFUSED'
  | 'BT-FABRIC-LEDGER-LOST'
  | `BT-FABRIC-MATERIAL-${string}`
  | `BT-FABRIC-CHAINCODE-${string}`
  | `BT-FABRIC-INSTALL-${string}`;

/** An error whose message is a sentence that the operator of a node can act upon. */
export class FabricNetworkError extends Error {
  override readonly name = 'FabricNetworkError';

  constructor(
    readonly code: FabricErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
