import { LedgerContract } from './contracts/ledger.contract.js';

export { LedgerContract };

/** Contracts that `fabric-chaincode-node` serves. */
export const contracts = [LedgerContract];
