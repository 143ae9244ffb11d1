import { stringify } from 'yaml';
import type { Layout, OrdererNode, PeerNode } from '../layout/layout.js';

/**
 * cryptogen's configuration: for each jurisdiction an organisation of peers and one of orderers, each with its own CA
 * and TLS CA. Names in TLS certificates: the node's host name, `localhost`, `127.0.0.1`, and for peers the domain of
 * the organisation, which clients may therefore expect whichever of its peers answers.
 */
export function renderCryptoConfig(layout: Layout): string {
  return stringify({
    OrdererOrgs: layout.jurisdictions.map((jurisdiction) => ({
      Name: jurisdiction.ordererMspId,
      Domain: jurisdiction.ordererDomain,
      EnableNodeOUs: true,
      Specs: layout.orderers
        .filter((orderer) => orderer.jurisdiction === jurisdiction)
        .map((orderer) => specification(orderer, jurisdiction.ordererDomain, [])),
    })),
    PeerOrgs: layout.jurisdictions.map((jurisdiction) => ({
      Name: jurisdiction.mspId,
      Domain: jurisdiction.domain,
      EnableNodeOUs: true,
      Specs: layout.peers
        .filter((peer) => peer.jurisdiction === jurisdiction)
        .map((peer) => specification(peer, jurisdiction.domain, [jurisdiction.domain])),
      Users: { Count: 1 },
    })),
  });
}

function specification(node: OrdererNode | PeerNode, domain: string, names: readonly string[]): object {
  return {
    Hostname: node.hostname.slice(0, -(domain.length + 1)),
    CommonName: node.hostname,
    SANS: ['localhost', '127.0.0.1', ...names],
  };
}
