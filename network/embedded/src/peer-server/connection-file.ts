import type { PeerNode } from '../channel/peer-node.js';
import type { LedgerOptions } from '../options/command-line.js';
import { writeFileAtomically } from '../pki/key-files.js';
import { organisationHost, type OrganisationMaterial } from '../pki/organisation-material.js';

/** How clients of one organisation connect. Paths are absolute. */
export interface OrganisationConnection {
  readonly mspId: string;
  /** host:port of the organisation's first peer. */
  readonly peerEndpoint: string;
  /** Name in the TLS certificates of all peers of the organisation, for `grpc.ssl_target_name_override`. */
  readonly hostnameOverride: string;
  readonly tlsCaCert: string | null;
  readonly userCert: string;
  readonly userKey: string;
  readonly adminCert: string;
  readonly adminKey: string;
  readonly peers: readonly { readonly name: string; readonly endpoint: string }[];
}

/** The file that `--connection` names. */
export interface ConnectionFile {
  readonly kind: 'embedded';
  readonly channel: string;
  readonly orgs: readonly OrganisationConnection[];
}

/** Writes the connection file, whole or not at all. */
export async function writeConnectionFile(
  options: LedgerOptions,
  peers: readonly PeerNode[],
  materials: readonly OrganisationMaterial[],
): Promise<void> {
  const orgs = materials.map((material) => organisation(material, peers, options.tls));
  const file: ConnectionFile = { kind: 'embedded', channel: options.channel, orgs };
  await writeFileAtomically(options.connectionFile, `${JSON.stringify(file, null, 2)}\n`);
}

function organisation(
  material: OrganisationMaterial,
  peers: readonly PeerNode[],
  tls: boolean,
): OrganisationConnection {
  const own = peers.filter(({ mspId }) => mspId === material.mspId);
  return {
    mspId: material.mspId,
    peerEndpoint: own[0]?.endpoint ?? '',
    hostnameOverride: organisationHost(material.mspId),
    tlsCaCert: tls ? material.tlsCaFile : null,
    userCert: material.user.certificate,
    userKey: material.user.key,
    adminCert: material.admin.certificate,
    adminKey: material.admin.key,
    peers: own.map(({ name, endpoint }) => ({ name, endpoint })),
  };
}
