import { peer } from '@hyperledger/fabric-protos';
import { status } from '@grpc/grpc-js';
import { notInstalled } from '../chaincode-connection/chaincode-addresses.js';
import { ChaincodeFailure } from '../chaincode-connection/invocation.js';
import { implicitOrganisation, type ChaincodeDefinition } from '../channel/chaincode-definition.js';
import type { ChannelContext } from '../channel/channel-context.js';
import { peerKey, type PeerNode } from '../channel/peer-node.js';
import { signLowS } from '../cryptography/ecdsa.js';
import type { StateView } from '../ledger/state-database.js';
import type { Identity } from '../msp/identity.js';
import { TransactionSimulator } from '../simulation/transaction-simulator.js';
import { isSystemChaincode, runSystemChaincode } from '../system-chaincode/system-chaincodes.js';
import { ChaincodeExecution } from './chaincode-execution.js';
import { chaincodeInterest, type ChaincodeCall } from './chaincode-interest.js';
import { EndorserFailure } from './endorser-failure.js';
import { checkProposal, ProposalRefused } from './proposal-checks.js';
import { responsePayload, type Simulated } from './proposal-response.js';
import type { Proposal } from './proposal.js';

/** A chaincode response below this is endorsed (fabric-chaincode-go shim.ERRORTHRESHOLD). */
const ERROR_THRESHOLD = 400;

/** The endorsement of one peer. */
export interface Endorsed {
  /** ProposalResponsePayload bytes; all endorsers of a transaction must produce the same. */
  readonly payload: Uint8Array;
  readonly endorsement: peer.Endorsement;
  readonly interest: readonly ChaincodeCall[];
}

/** Runs and endorses proposals on one peer, against that peer's state and private data (core/endorser/endorser.go). */
export class Endorser {
  readonly #execution: ChaincodeExecution;

  constructor(
    private readonly context: ChannelContext,
    readonly peer: PeerNode,
  ) {
    this.#execution = new ChaincodeExecution(context, peer);
  }

  /** Runs the proposal and signs its effect. @throws EndorserFailure */
  async endorse(proposal: Proposal): Promise<Endorsed> {
    return await this.#process(proposal, async (simulated) => {
      const { simulator } = simulated;
      const { publicBytes, privateSets } = simulator.recorded.results();
      const payload = responsePayload(proposal, simulated, publicBytes);
      const kept = privateSets.filter(({ collection }) => this.#disseminates(collection));
      if (kept.length > 0) {
        await this.context.ledger.privateData.keepTransient(proposal.header.txId, this.peer.height, kept);
      }
      const interest = chaincodeInterest(simulator.recorded, simulator.view);
      return { payload, endorsement: this.#sign(payload), interest };
    });
  }

  /** Runs the proposal and returns only the chaincode's response. @throws EndorserFailure */
  async evaluate(proposal: Proposal): Promise<peer.Response> {
    return await this.#process(proposal, ({ response }) => Promise.resolve(response));
  }

  /** Values of another organisation's implicit collection never leave this peer (GenerateImplicitCollectionForOrg). */
  #disseminates(collection: string): boolean {
    const owner = implicitOrganisation(collection);
    return owner === undefined || owner === this.peer.mspId;
  }

  async #process<T>(proposal: Proposal, use: (simulated: Simulated) => Promise<T>): Promise<T> {
    if (!this.peer.up)
      throw new EndorserFailure(status.UNAVAILABLE, `peer ${peerKey(this.peer)} is down`, true);
    const creator = await this.#check(proposal);
    const view = this.peer.view();
    try {
      const simulated = isSystemChaincode(proposal.chaincode)
        ? await this.#query(proposal, view)
        : await this.#simulate(proposal, creator, view);
      expectSuccess(simulated.response);
      return await use(simulated);
    } finally {
      await view.release();
    }
  }

  async #check(proposal: Proposal): Promise<Identity> {
    const { channelId, txId, creator } = proposal.header;
    if (channelId !== this.context.channel) throw peerFailure(`channel '${channelId}' not found`);
    try {
      const identity = await checkProposal(proposal, this.context.members, this.context.signatures);
      if (!this.peer.transaction(txId)) return identity;
    } catch (error) {
      if (!(error instanceof ProposalRefused)) throw error;
      const code = error.byFilter ? status.UNAVAILABLE : status.FAILED_PRECONDITION;
      throw new EndorserFailure(code, error.message, error.byFilter, true);
    }
    const text = `duplicate transaction found [${txId}]. Creator [${Buffer.from(creator).toString('hex')}]`;
    throw new EndorserFailure(status.FAILED_PRECONDITION, text, false, true);
  }

  async #simulate(proposal: Proposal, creator: Identity, view: StateView): Promise<Simulated> {
    const { definitions, channel, ledger } = this.context;
    const { chaincode, header } = proposal;
    const { version } = this.#installed(chaincode, view);
    const simulator = new TransactionSimulator(view, definitions, this.peer.mspId, header.txId);
    try {
      const { response, event } = await this.#execution.execute({
        channel,
        txId: header.txId,
        chaincode,
        input: proposal.input,
        isInit: proposal.isInit,
        proposal: proposal.signed,
        creator,
        simulator,
        readBlock: (number) => ledger.readBlock(number),
      });
      return { simulator, response, event, version };
    } catch (error) {
      if (!(error instanceof ChaincodeFailure)) throw error;
      throw peerFailure(`error in simulation: ${error.message}`);
    }
  }

  /** The definition of a chaincode that this peer has (core/chaincode/lifecycle/endorsement_info.go). */
  #installed(chaincode: string, view: StateView): ChaincodeDefinition {
    const { definitions, channel, chaincodes } = this.context;
    const definition = definitions.get(view, chaincode);
    if (definition && chaincodes.has(this.peer, definition)) return definition;
    const reason = definition ? notInstalled(chaincode) : `chaincode ${chaincode} not found`;
    throw peerFailure(
      `make sure the chaincode ${chaincode} has been successfully defined on channel ${channel} and try again: ${reason}`,
    );
  }

  async #query(proposal: Proposal, view: StateView): Promise<Simulated> {
    const simulator = new TransactionSimulator(
      view,
      this.context.definitions,
      this.peer.mspId,
      proposal.header.txId,
    );
    const response = await runSystemChaincode(this.context, proposal.chaincode, view, proposal.input);
    return { simulator, response, event: undefined, version: 'syscc' };
  }

  #sign(payload: Uint8Array): peer.Endorsement {
    const { serialized, key, identity } = this.peer.signer;
    const message = Buffer.concat([payload, serialized]);
    const signature = signLowS(key, message);
    this.context.signatures.trust(identity, message, signature);
    const endorsement = new peer.Endorsement();
    endorsement.setEndorser(serialized);
    endorsement.setSignature(signature);
    return endorsement;
  }
}

function expectSuccess(response: peer.Response): void {
  const code = response.getStatus();
  if (code >= 200 && code < ERROR_THRESHOLD) return;
  throw new EndorserFailure(status.UNKNOWN, `chaincode response ${code}, ${response.getMessage()}`, false);
}

function peerFailure(message: string): EndorserFailure {
  return new EndorserFailure(status.ABORTED, message, true);
}
