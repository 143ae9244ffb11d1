import { tlsRoot, userIdentity } from '../crypto/crypto-material.js';
import type { Layout } from '../layout/layout.js';
import type { StateFolder } from '../layout/state-folder.js';

/** How clients reach one jurisdiction. Certificates and keys are absolute paths of PEM files. */
export interface OrganisationConnection {
  readonly mspId: string;
  /** host:port of its first peer. */
  readonly peerEndpoint: string;
  /** Name to expect in the TLS certificate of any of its peers. */
  readonly hostnameOverride: string;
  readonly tlsCaCert: string;
  readonly userCert: string;
  readonly userKey: string;
  readonly adminCert: string;
  readonly adminKey: string;
  readonly peers: readonly { readonly name: string; readonly endpoint: string }[];
}

/** connection.json: the same shape as the embedded ledger's. */
export interface ConnectionFile {
  readonly kind: 'fabric';
  readonly channel: string;
  readonly orgs: readonly OrganisationConnection[];
}

/** What clients need to know of a network on this machine. */
export function connectionOf(layout: Layout, state: StateFolder): ConnectionFile {
  return {
    kind: 'fabric',
    channel: layout.settings.channel,
    orgs: layout.jurisdictions.map((jurisdiction) => {
      const peers = layout.peers
        .filter((peer) => peer.jurisdiction === jurisdiction)
        .map(({ name, service }) => ({ name, endpoint: service.reach }));
      const user = userIdentity(state.crypto, jurisdiction, 'User1');
      const administrator = userIdentity(state.crypto, jurisdiction, 'Admin');
      return {
        mspId: jurisdiction.mspId,
        peerEndpoint: peers[0]?.endpoint ?? '',
        hostnameOverride: jurisdiction.domain,
        tlsCaCert: tlsRoot(state.crypto, 'peerOrganizations', jurisdiction),
        userCert: user.certificate,
        userKey: user.key,
        adminCert: administrator.certificate,
        adminKey: administrator.key,
        peers,
      };
    }),
  };
}
