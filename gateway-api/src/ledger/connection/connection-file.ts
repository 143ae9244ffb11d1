import { readFile } from 'node:fs/promises';
import { mspOf, type Jurisdiction } from '@baytrace/domain/ledger';
import { z } from 'zod';

const orgSchema = z.object({
  mspId: z.string().min(1),
  peerEndpoint: z.string().regex(/^[^:]+:\d+$/u),
  hostnameOverride: z.string().min(1),
  tlsCaCert: z.string().min(1).nullable(),
});

const fileSchema = z.object({ channel: z.string().min(1), orgs: z.array(orgSchema).min(1) });

/** Where this gateway's own peer listens, on the embedded ledger and on Fabric alike. */
export interface PeerConnection {
  readonly channel: string;
  readonly endpoint: string;
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
  const tlsCaCert = org.tlsCaCert === null ? null : await readFile(org.tlsCaCert);
  return { channel, endpoint: org.peerEndpoint, hostnameOverride: org.hostnameOverride, tlsCaCert };
};
