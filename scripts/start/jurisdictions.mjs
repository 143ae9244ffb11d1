/** The three jurisdictions in the order in which they are started and listed. */
export const jurisdictions = ['gd', 'hk', 'mo'];

/** Names as people read them, and the MSP ids of the ledger. */
export const nameOf = { gd: 'Guangdong', hk: 'Hong Kong', mo: 'Macao' };
export const mspOf = { gd: 'GuangdongMSP', hk: 'HongKongMSP', mo: 'MacaoMSP' };
