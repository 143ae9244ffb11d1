import type { ChaincodeDefinition } from '../chaincode-package/chaincode-definition.js';
import { FabricNetworkError } from '../errors/fabric-network-error.js';
import type { PeerNode } from '../layout/layout.js';
import type { RunningNetwork } from '../network/running-network.js';
import { approveDefinition } from './approve.js';
import { firstPeers } from './every-peer.js';
import { approvedPackage, type CommittedDefinition } from './lifecycle-state.js';

// Messages of Fabric core/chaincode/lifecycle/lifecycle.go, ApproveChaincodeDefinitionForOrg.
const unchanged = /attempted to redefine the current committed sequence/;
const differs = /attempted to redefine the current committed sequence .* with different parameters: (.+)/;

/** What Fabric says when an approval, which is private data of the organisation, was lost with the ledger of its peers. */
const lost = /MVCC_READ_CONFLICT|private data matching public hash version is not available/;

/** How Fabric says which parameter differs (ibid., ChaincodeParameters.Equal), and what that is to an operator. */
const parameters: readonly (readonly [RegExp, string])[] = [
  [/ValidationParameter/, 'another endorsement policy'],
  [/InitRequired/, 'another initRequired'],
  [/Collections/, 'other collections'],
];

function text({ version, sequence }: CommittedDefinition, packageId?: string): string {
  const suffix = packageId === undefined ? '' : `, package ${packageId}`;
  return `version ${version}, sequence ${sequence}${suffix}`;
}

function refusal(
  definition: ChaincodeDefinition,
  committed: string,
  wanted: string,
  advice: string,
): FabricNetworkError {
  return new FabricNetworkError(
    'BT-FABRIC-CHAINCODE-SEQUENCE',
    `Chaincode ${definition.name} is committed as ${committed}; its definition says ${wanted}. ${advice}`,
  );
}

/**
 * Refuses a sequence that is neither the committed one nor the next.
 * @throws FabricNetworkError `BT-FABRIC-CHAINCODE-SEQUENCE` that names both
 */
export function checkSequence(
  definition: ChaincodeDefinition,
  committed: CommittedDefinition | undefined,
): void {
  const current = committed?.sequence ?? 0;
  if (definition.sequence === current || definition.sequence === current + 1) return;
  if (committed === undefined) {
    throw new FabricNetworkError(
      'BT-FABRIC-CHAINCODE-SEQUENCE',
      `Chaincode ${definition.name} is not on the channel yet; its definition says ${text(definition)}. ` +
        'The first sequence is 1.',
    );
  }
  const advice = `Sequences go up by one: the next is ${current + 1}.`;
  throw refusal(definition, text(committed), text(definition), advice);
}

/**
 * Refuses a definition that differs from the committed one without a new sequence: other files (the package id tells),
 * another version, or any other parameter (Fabric itself compares those). An organisation that has not approved yet
 * approves now.
 * @throws FabricNetworkError `BT-FABRIC-CHAINCODE-SEQUENCE` that names both; `BT-FABRIC-CHAINCODE-APPROVAL-LOST`
 */
export async function checkUnchanged(
  network: RunningNetwork,
  definition: ChaincodeDefinition,
  packageId: string,
  committed: CommittedDefinition,
): Promise<void> {
  const advice = `To change it, raise the sequence to ${committed.sequence + 1} (and the version with the program).`;
  const approved = await Promise.all(
    firstPeers(network).map(async (peer) => ({
      peer,
      id: await approvedPackage(network, peer, definition.name, definition.sequence),
    })),
  );
  const other = approved.find(({ id }) => id !== undefined && id !== packageId);
  if (other !== undefined || definition.version !== committed.version) {
    throw refusal(definition, text(committed, other?.id), text(definition, packageId), advice);
  }
  // The first is asked even though it approved: its answer says whether the other parameters are the committed ones.
  for (const { peer } of approved.filter(({ id }, index) => index === 0 || id === undefined)) {
    const approval = approveDefinition(network, peer, definition, packageId);
    const difference = await differenceFromCommitted(approval, peer, definition);
    if (difference !== undefined) {
      throw refusal(
        definition,
        text(committed),
        `sequence ${definition.sequence} with ${difference}`,
        advice,
      );
    }
  }
}

/**
 * What Fabric says to an approval of a sequence that is committed already: undefined when the approval was accepted or
 * says what was approved before, otherwise how the parameters differ.
 */
async function differenceFromCommitted(
  approval: Promise<void>,
  peer: PeerNode,
  { name, sequence }: ChaincodeDefinition,
): Promise<string | undefined> {
  try {
    await approval;
    return undefined;
  } catch (error) {
    const message = error instanceof FabricNetworkError ? error.message : '';
    if (lost.test(message)) {
      throw new FabricNetworkError(
        'BT-FABRIC-CHAINCODE-APPROVAL-LOST',
        `${peer.id} lost its ledger, and with it ${peer.jurisdiction.mspId}'s approval of ${name} at sequence ` +
          `${sequence}, which only peers of that organisation keep. Raise the sequence of the definition to ` +
          `${sequence + 1} and run \`up\` again.`,
        { cause: error },
      );
    }
    if (!unchanged.test(message)) throw error;
    const said = differs.exec(message)?.[1];
    return parameters.find(([pattern]) => said !== undefined && pattern.test(said))?.[1] ?? said;
  }
}
