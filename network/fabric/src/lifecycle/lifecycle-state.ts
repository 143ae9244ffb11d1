import { z } from 'zod';
import type { PeerNode } from '../layout/layout.js';
import type { RunningNetwork } from '../network/running-network.js';
import { lifecycleQuery } from './peer-command.js';

// Fields that protobuf's JSON leaves out are empty (fabric-protos peer/lifecycle/lifecycle.proto).
const installed = z.object({
  installed_chaincodes: z.array(z.object({ package_id: z.string() })).default([]),
});
const committed = z.object({
  chaincode_definitions: z
    .array(z.object({ name: z.string(), sequence: z.int(), version: z.string() }))
    .default([]),
});
const approved = z.object({
  approved_chaincode_definitions: z
    .array(
      z.object({
        name: z.string(),
        sequence: z.int(),
        source: z
          .object({ Type: z.object({ LocalPackage: z.object({ package_id: z.string() }).optional() }) })
          .optional(),
      }),
    )
    .default([]),
});
const readiness = z.object({ approvals: z.record(z.string(), z.boolean()) });

/** A definition as it is committed on the channel. */
export interface CommittedDefinition {
  readonly version: string;
  readonly sequence: number;
}

/** Package ids that the peer has installed. */
export async function installedPackages(network: RunningNetwork, peer: PeerNode): Promise<string[]> {
  const answer = await lifecycleQuery(network, peer, ['queryinstalled'], installed);
  return answer.installed_chaincodes.map(({ package_id: id }) => id);
}

/** The committed definition as this peer knows it; undefined when the chaincode is not on the channel. */
export async function committedDefinition(
  network: RunningNetwork,
  peer: PeerNode,
  name: string,
): Promise<CommittedDefinition | undefined> {
  const { channel } = network.layout.settings;
  const answer = await lifecycleQuery(network, peer, ['querycommitted', '--channelID', channel], committed);
  return answer.chaincode_definitions.find((each) => each.name === name);
}

/** Package id that the peer's organisation approved for a sequence, `''` when it approved without a package. */
export async function approvedPackage(
  network: RunningNetwork,
  peer: PeerNode,
  name: string,
  sequence: number,
): Promise<string | undefined> {
  const { channel } = network.layout.settings;
  const answer = await lifecycleQuery(network, peer, ['queryapproved', '--channelID', channel], approved);
  const own = answer.approved_chaincode_definitions.find(
    (each) => each.name === name && each.sequence === sequence,
  );
  return own === undefined ? undefined : (own.source?.Type.LocalPackage?.package_id ?? '');
}

/** For each MSP id whether it approved exactly the definition that the arguments describe, as this peer knows it. */
export async function approvals(
  network: RunningNetwork,
  peer: PeerNode,
  definitionArguments: readonly string[],
): Promise<Readonly<Record<string, boolean>>> {
  const answer = await lifecycleQuery(
    network,
    peer,
    ['checkcommitreadiness', ...definitionArguments],
    readiness,
  );
  return answer.approvals;
}
