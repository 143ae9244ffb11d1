import type { Jurisdiction } from '../../layout/jurisdictions.js';
import { hardened, healthcheck, type ComposeService } from '../compose-service.js';
import { ownVersion } from '../images.js';
import { named, onNetworks, type ComposePart } from '../site.js';

/** Where a chaincode server listens. */
export const chaincodePort = 9999;

/** Servers of chaincode take turns: an upgrade starts the other one, and the old one ends after the commit. */
export type ChaincodeTurn = 'a' | 'b';

/** Name of a chaincode server's service and host. */
export function chaincodeService(jurisdiction: Jurisdiction, turn: ChaincodeTurn): string {
  return named(`chaincode-${turn}`, jurisdiction);
}

const connects = `require('node:net').connect(${chaincodePort}).on('connect',()=>process.exit(0)).on('error',()=>process.exit(1))`;

function server(jurisdiction: Jurisdiction, turn: ChaincodeTurn): ComposeService {
  return {
    image: `baytrace/chaincode:\${BAYTRACE_CHAINCODE_${turn.toUpperCase()}:-${ownVersion}}`,
    pull_policy: 'never',
    ...(turn === 'b' ? { profiles: [`${jurisdiction.code}-upgrade`] } : {}),
    init: true,
    ...hardened({ memory: '512m', pids: 128 }),
    environment: {
      CHAINCODE_ADDRESS: `0.0.0.0:${chaincodePort}`,
      CORE_PEER_LOCALMSPID: jurisdiction.mspId,
      CORE_CHAINCODE_LOGGING_LEVEL: 'error',
    },
    networks: onNetworks(jurisdiction, ['chaincode']),
    healthcheck: healthcheck(['node', '-e', connects], '20s'),
  };
}

/** The two chaincode servers of a jurisdiction; the second one runs only around an upgrade (profile `gd-upgrade`). */
export function chaincodeServers(jurisdiction: Jurisdiction): ComposePart {
  return {
    services: {
      [chaincodeService(jurisdiction, 'a')]: server(jurisdiction, 'a'),
      [chaincodeService(jurisdiction, 'b')]: server(jurisdiction, 'b'),
    },
  };
}
