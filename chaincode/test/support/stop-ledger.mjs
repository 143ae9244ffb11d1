/** Jest's global teardown: ends what start-ledger.mjs started. */
export default async () => {
  await globalThis.chaincodeTestNetwork?.stop();
};
