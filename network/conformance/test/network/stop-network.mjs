/** Jest's global teardown: ends what start-network.mjs started. */
export default async () => {
  await globalThis.conformanceNetwork?.close();
};
