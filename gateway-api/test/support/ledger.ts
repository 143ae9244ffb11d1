import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { startNetwork, type TestNetwork } from '@baytrace/embedded-ledger/testing';

const root = path.resolve(path.dirname(createRequire(import.meta.url).resolve('../../package.json')), '..');

/** The three jurisdictions' ledger with the real chaincode, as real processes on free ports. */
export const startLedger = (): Promise<TestNetwork> =>
  startNetwork({
    organisations: ['GuangdongMSP', 'HongKongMSP', 'MacaoMSP'],
    chaincode: {
      definition: JSON.parse(readFileSync(path.join(root, 'network/definitions/baytrace.json'), 'utf8')) as {
        name: string;
      },
      folder: path.join(root, 'chaincode'),
      shim: createRequire(path.join(root, 'chaincode/package.json')).resolve('fabric-shim/cli.js'),
    },
  });
