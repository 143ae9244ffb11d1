import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { startNetwork } from '@baytrace/embedded-ledger/testing';

const chaincode = path.resolve(import.meta.dirname, '../..');
const organisations = ['GuangdongMSP', 'HongKongMSP', 'MacaoMSP', 'StrangerMSP'];

/** Guangdong's chaincode runs as on any machine, the two others elsewhere on earth and in time. */
const environments = {
  HongKongMSP: { TZ: 'America/New_York', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' },
  MacaoMSP: {
    TZ: 'Pacific/Apia',
    LANG: 'ar_EG.UTF-8',
    LC_ALL: 'ar_EG.UTF-8',
    NODE_OPTIONS: `--require=${path.join(import.meta.dirname, 'another-machine.cjs')}`,
  },
};

/**
 * Jest's global setup: one ledger with the real chaincode for all test files, a chaincode process per jurisdiction,
 * and an organisation on the channel that is none of the three. Files keep apart by random ids.
 */
export default async () => {
  const definition = path.join(chaincode, '../network/definitions/baytrace.json');
  const network = await startNetwork({
    organisations,
    chaincode: {
      definition: JSON.parse(readFileSync(definition, 'utf8')),
      folder: chaincode,
      shim: createRequire(path.join(chaincode, 'package.json')).resolve('fabric-shim/cli.js'),
      environments,
    },
  });
  globalThis.chaincodeTestNetwork = network;
  process.env.CHAINCODE_TEST_LEDGER = JSON.stringify({
    adminUrl: network.adminUrl,
    connectionFile: network.connectionFile,
    authorities: Object.fromEntries(organisations.map((mspId) => [mspId, network.ca(mspId)])),
  });
};
