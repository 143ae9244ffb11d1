import { CONFORMANCE_CHAINCODES } from '../../dist/probe-chaincode.js';
import { SharedNetwork } from '../../dist/sharing/shared-network.js';
import { ledgerKind, startNetwork } from '../../dist/start-network.js';

/** Jest's global setup: one network for all test files; it is started when the first file asks for it. */
export default async () => {
  const start = () => startNetwork(ledgerKind(), CONFORMANCE_CHAINCODES);
  const network = new SharedNetwork(start, CONFORMANCE_CHAINCODES);
  process.env.CONFORMANCE_NETWORK_PORT = String(await network.listen());
  globalThis.conformanceNetwork = network;
};
