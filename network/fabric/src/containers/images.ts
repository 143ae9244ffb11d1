/**
 * Images, pinned by tag. Their digests are not here because no registry of images was reachable where this was written;
 * docs/operations/containers.md says how to pin them.
 */
export const images = {
  peer: 'hyperledger/fabric-peer:3.1.5',
  orderer: 'hyperledger/fabric-orderer:3.1.5',
  certificationAuthority: 'hyperledger/fabric-ca:1.5.21',
  postgres: 'postgres:18.4-bookworm',
  mosquitto: 'eclipse-mosquitto:2.0.22',
} as const;

/** Version of our own images, built from network/containers/Dockerfile. */
export const ownVersion = '0.1.0';
