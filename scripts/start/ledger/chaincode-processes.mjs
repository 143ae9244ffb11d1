import { inRepository } from '../../repository.mjs';
import { jurisdictions, mspOf, nameOf } from '../jurisdictions.mjs';
import { acceptsConnections } from '../readiness.mjs';

/** A chaincode server (chaincode as a service) for each jurisdiction's peer; all run the same bundle. */
export const chaincodeProcesses = ({ ports }) =>
  jurisdictions.map((jurisdiction) => {
    const port = ports[`chaincode-${jurisdiction}`];
    return {
      name: `chaincode-${jurisdiction}`,
      title: `the chaincode of ${nameOf[jurisdiction]}`,
      command: process.execPath,
      args: [
        inRepository('node_modules/fabric-shim/cli.js'),
        'server',
        `--chaincode-address=127.0.0.1:${port}`,
        `--chaincode-id=baytrace:${jurisdiction}`,
      ],
      cwd: inRepository('chaincode'),
      env: { CORE_CHAINCODE_LOGGING_LEVEL: 'error', CORE_PEER_LOCALMSPID: mspOf[jurisdiction] },
      isReady: () => acceptsConnections(port),
      stopWithinMs: 3000,
    };
  });
