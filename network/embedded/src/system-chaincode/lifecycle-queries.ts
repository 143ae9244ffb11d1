import { peer } from '@hyperledger/fabric-protos';
import type { ChannelContext } from '../channel/channel-context.js';
import { applicationPolicy, collectionPackage, definedChaincodes } from '../channel/definition-state.js';
import type { ChaincodeDefinition } from '../channel/chaincode-definition.js';
import type { StateView } from '../ledger/state-database.js';
import { SystemQueryRefused } from './qscc.js';

const { lifecycle } = peer;

/**
 * The read functions of `_lifecycle`: QueryChaincodeDefinition and QueryChaincodeDefinitions
 * (core/chaincode/lifecycle/scc.go). Installing, approving and committing is done by the definitions file instead.
 * @throws SystemQueryRefused
 */
export async function queryLifecycle(
  context: ChannelContext,
  view: StateView,
  args: readonly Uint8Array[],
): Promise<Uint8Array> {
  const name = Buffer.from(args[0] ?? []).toString();
  const payload = args[1] ?? new Uint8Array();
  switch (name) {
    case 'QueryChaincodeDefinition':
      return oneDefinition(
        context,
        view,
        lifecycle.QueryChaincodeDefinitionArgs.deserializeBinary(payload).getName(),
      );
    case 'QueryChaincodeDefinitions':
      return await allDefinitions(context, view);
    default:
      throw new SystemQueryRefused(`SCC does not support this function here: ${name}`);
  }
}

function oneDefinition(context: ChannelContext, view: StateView, name: string): Uint8Array {
  const definition = context.definitions.get(view, name);
  if (!definition) throw new SystemQueryRefused(`namespace ${name} is not defined`, 404);
  const result = new lifecycle.QueryChaincodeDefinitionResult();
  describe(definition, result);
  for (const mspId of context.definitions.organisations) result.getApprovalsMap().set(mspId, true);
  return result.serializeBinary();
}

async function allDefinitions(context: ChannelContext, view: StateView): Promise<Uint8Array> {
  const result = new lifecycle.QueryChaincodeDefinitionsResult();
  for (const name of await definedChaincodes(view)) {
    const definition = context.definitions.get(view, name);
    if (!definition) continue;
    const entry = new lifecycle.QueryChaincodeDefinitionsResult.ChaincodeDefinition();
    entry.setName(name);
    describe(definition, entry);
    result.addChaincodeDefinitions(entry);
  }
  return result.serializeBinary();
}

/** The fields that both results have. */
function describe(
  definition: ChaincodeDefinition,
  message: Pick<
    peer.lifecycle.QueryChaincodeDefinitionResult,
    | 'setSequence'
    | 'setVersion'
    | 'setEndorsementPlugin'
    | 'setValidationPlugin'
    | 'setValidationParameter'
    | 'setCollections'
    | 'setInitRequired'
  >,
): void {
  message.setSequence(definition.sequence);
  message.setVersion(definition.version);
  message.setInitRequired(definition.initRequired);
  message.setEndorsementPlugin('escc');
  message.setValidationPlugin('vscc');
  message.setValidationParameter(applicationPolicy(definition.policy).serializeBinary());
  message.setCollections(
    peer.CollectionConfigPackage.deserializeBinary(collectionPackage(definition.collections)),
  );
}
