import { readFile } from 'node:fs/promises';
import { mspOf, type Jurisdiction } from '@baytrace/domain/ledger';
import { z } from 'zod';

const endpoint = z.string().regex(/^[^:]+:\d+$/u);

const orgSchema = z.object({
  mspId: z.string().min(1),
  peerEndpoint: endpoint,
  hostnameOverride: z.string().min(1),
  tlsCaCert: z.string().min(1).nullable(),
  peers: z.array(z.object({ endpoint })).default([]),
});

const fileSchema = z.object({ channel: z.string().min(1), orgs: z.array(orgSchema).min(1) });

/** Where this gateway's own peers listen, on the embedded ledger and on Fabric alike. */
export interface PeerConnection {
  readonly channel: string;
  /** `host:port` of every peer of the own organisation, the preferred one first. */
  readonly endpoints: readonly [string, ...string[]];
  /** A name in the TLS certificate of each of them. */
  readonly hostnameOverride: string;
  readonly tlsCaCert: Buffer | null;
}

/**
 * Reads the connection file that a ledger writes when it listens.
 *
 * @throws Error when the file does not fit or has no entry for the jurisdiction's MSP.
 */
export const readConnectionFile = async (
  file: string,
  jurisdiction: Jurisdiction,
): Promise<PeerConnection> => {
  const { channel, orgs } = fileSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  const org = orgs.find(({ mspId }) => mspId === mspOf(jurisdiction));
  if (org === undefined) throw new Error(`${file} has no organisation ${mspOf(jurisdiction)}`);
  const { hostnameOverride, peerEndpoint } = org;
  const others = org.peers.map((peer) => peer.endpoint).filter((one) => one !== peerEndpoint);
  return {
    channel,
    endpoints: [peerEndpoint, ...others],
    hostnameOverride,
    tlsCaCert: org.tlsCaCert === null ? null : await readFile(org.tlsCaCert),
  };
};
