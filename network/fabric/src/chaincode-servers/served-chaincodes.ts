import { join } from 'node:path';
import { z } from 'zod';
import type { StateFolder } from '../layout/state-folder.js';
import { readStateJson, writePrivateJson } from '../state-files/private-files.js';

const servedChaincode = z.strictObject({
  label: z.string(),
  packageId: z.string(),
  name: z.string(),
  /** Which ports it has; never given to another package, because peers keep the address they were built with. */
  slot: z.int().min(0),
  program: z.string(),
  args: z.array(z.string()),
  env: z.record(z.string(), z.string()),
  /** Folder that the definition named, where packages such as the shim are looked for. */
  origin: z.string(),
  digests: z.record(z.string(), z.string()),
  /**
   * `deploying` until its definition is committed, then `serving`; `retired` once a newer package took its place. Only
   * what serves is started with the network: a package that cannot even start must not keep the network down.
   */
  stage: z.enum(['deploying', 'serving', 'retired']),
});

const register = z.strictObject({ chaincodes: z.array(servedChaincode) });

/** A package that has, or had, a server in every jurisdiction. */
export type ServedChaincode = Readonly<z.infer<typeof servedChaincode>>;

function file(state: StateFolder): string {
  return join(state.chaincode, 'servers.json');
}

/**
 * Every package that ever had servers in this network.
 * @throws FabricNetworkError `BT-FABRIC-STATE-DAMAGED`
 */
export function servedChaincodes(state: StateFolder): readonly ServedChaincode[] {
  return readStateJson(file(state), register)?.chaincodes ?? [];
}

/** Adds a package that is being deployed, or brings a known one up to date; a known one keeps its slot. */
export function putServedChaincode(
  state: StateFolder,
  served: Omit<ServedChaincode, 'slot' | 'stage'>,
): ServedChaincode {
  const all = servedChaincodes(state);
  const known = all.find(({ label }) => label === served.label);
  const slot = known?.slot ?? Math.max(-1, ...all.map((other) => other.slot)) + 1;
  const stage = known?.stage === 'serving' ? 'serving' : 'deploying';
  const entry = { ...served, slot, stage } as const;
  writePrivateJson(file(state), {
    chaincodes: [...all.filter(({ label }) => label !== served.label), entry],
  });
  return entry;
}

/** Remembers how far a package has come. */
export function setStage(state: StateFolder, label: string, stage: ServedChaincode['stage']): void {
  writePrivateJson(file(state), {
    chaincodes: servedChaincodes(state).map((each) => (each.label === label ? { ...each, stage } : each)),
  });
}
