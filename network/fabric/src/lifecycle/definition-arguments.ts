import { join } from 'node:path';
import type { ChaincodeDefinition } from '../chaincode-package/chaincode-definition.js';
import type { RunningNetwork } from '../network/running-network.js';
import { writePrivateJson } from '../state-files/private-files.js';

/**
 * The definition as arguments of `peer lifecycle chaincode approveformyorg | checkcommitreadiness | commit`. All three
 * must say the same; Fabric compares the definitions byte by byte.
 */
export function definitionArguments(network: RunningNetwork, definition: ChaincodeDefinition): string[] {
  return [
    ...['--channelID', network.layout.settings.channel, '--name', definition.name],
    ...['--version', definition.version, '--sequence', String(definition.sequence)],
    ...policyArguments(definition.policy),
    ...collectionArguments(network, definition),
    ...(definition.initRequired ? ['--init-required'] : []),
  ];
}

function policyArguments(policy: string | undefined): string[] {
  if (policy === undefined) return [];
  return [policy.startsWith('/') ? '--channel-config-policy' : '--signature-policy', policy];
}

function collectionArguments(network: RunningNetwork, definition: ChaincodeDefinition): string[] {
  if (definition.collections.length === 0) return [];
  const file = `${definition.name}_${definition.version}_${definition.sequence}.collections.json`;
  const path = join(network.state.chaincode, 'packages', file);
  writePrivateJson(path, definition.collections);
  return ['--collections-config', path];
}
