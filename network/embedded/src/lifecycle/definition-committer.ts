import { peer } from '@hyperledger/fabric-protos';
import { LIFECYCLE, sequenceKey, type ChaincodeDefinition } from '../channel/chaincode-definition.js';
import type { ChannelContext } from '../channel/channel-context.js';
import { definitionState } from '../channel/definition-state.js';
import { peerKey } from '../channel/peer-node.js';
import { decodeVersion } from '../ledger/state-entry.js';
import { publicKey } from '../ledger/state-keys.js';
import { findTransaction } from '../ledger/committed-transaction.js';
import type { StateView } from '../ledger/state-database.js';
import type { SigningIdentity } from '../msp/identity.js';
import { InvalidInput } from '../options/input-fields.js';
import type { OrganisationMaterial } from '../pki/organisation-material.js';
import { definitionTransaction } from './definition-transaction.js';
import { readDefinitionsFile } from './definitions-file.js';

/** Brings the channel's chaincode definitions in line with a definitions file, by transactions of an administrator. */
export class DefinitionCommitter {
  readonly #admin: SigningIdentity;
  #last: Promise<void> = Promise.resolve();

  constructor(
    private readonly context: ChannelContext,
    materials: readonly OrganisationMaterial[],
    private readonly chaincodesDial: boolean,
  ) {
    const [first] = materials;
    if (!first) throw new InvalidInput('a channel needs an organisation');
    const { certificate, key } = first.adminIdentity;
    this.#admin = context.members.signer(first.mspId, certificate, key);
  }

  /**
   * Applies a definitions file: new and changed definitions are committed, addresses replaced. Returns when every peer
   * that is not lagging knows them.
   * @throws InvalidInput when the file is wrong or a changed definition does not raise its sequence
   */
  async apply(json: unknown): Promise<void> {
    const run = this.#last.then(() => this.#apply(json));
    this.#last = run.catch(() => undefined);
    await run;
  }

  async #apply(json: unknown): Promise<void> {
    const { definitions: known, ledger, channel, peers, orderer, chaincodes } = this.context;
    const { definitions, addresses } = readDefinitionsFile(json, {
      organisations: known.organisations,
      peers: peers.map(peerKey),
      chaincodesDial: this.chaincodesDial,
    });
    const view = ledger.view();
    try {
      const changed = definitions.filter((definition) => this.#mustChange(definition, view));
      chaincodes.setAddresses(addresses);
      for (const definition of changed) {
        const stored = view.get(publicKey(LIFECYCLE, sequenceKey(definition.name)));
        const version = stored && decodeVersion(stored);
        const endorsers = peers.map(({ signer }) => signer);
        const transaction = definitionTransaction(channel, definition, version, this.#admin, endorsers);
        await orderer.accept(Buffer.from(transaction.envelope));
        await this.#committed(transaction.txId, definition.name);
      }
    } finally {
      await view.release();
    }
  }

  #mustChange(definition: ChaincodeDefinition, view: StateView): boolean {
    const current = this.context.definitions.get(view, definition.name);
    if (!current || definition.sequence > current.sequence) return true;
    if (definition.sequence === current.sequence && sameState(definition, current)) return false;
    throw new InvalidInput(
      `chaincode ${definition.name}: the definition differs from the committed one (sequence ${current.sequence}); ` +
        `give it sequence ${current.sequence + 1}`,
    );
  }

  async #committed(txId: string, chaincode: string): Promise<void> {
    const waiting = this.context.peers.map((node) => node.waitFor(txId, new AbortController().signal));
    await Promise.race(waiting);
    const view = this.context.ledger.view();
    const outcome = findTransaction(view, txId);
    await view.release();
    if (outcome?.code === peer.TxValidationCode.VALID) return;
    throw new Error(
      `the definition of ${chaincode} was not committed: validation code ${outcome?.code ?? 'unknown'}`,
    );
  }
}

function sameState(left: ChaincodeDefinition, right: ChaincodeDefinition): boolean {
  const other = definitionState(right);
  return [...definitionState(left)].every(
    ([key, value]) => Buffer.compare(value, other.get(key) ?? Buffer.alloc(0)) === 0,
  );
}
