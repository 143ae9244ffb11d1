import { peer } from '@hyperledger/fabric-protos';
import { ChaincodeFailure, type Invocation } from '../chaincode-connection/invocation.js';
import type { ChaincodeDefinition } from '../channel/chaincode-definition.js';
import type { ChannelContext } from '../channel/channel-context.js';
import type { PeerNode } from '../channel/peer-node.js';
import { openProposal } from './proposal.js';
import { isSystemChaincode, runSystemChaincode } from '../system-chaincode/system-chaincodes.js';

const { Type } = peer.ChaincodeMessage;

/** Where a chaincode that requires `Init` records the version it was initialised for (chaincode_support.go). */
const INITIALIZED_KEY = '\u0000\u{10FFFF}initialized';

/** What a chaincode has answered. */
export interface Executed {
  readonly response: peer.Response;
  readonly event: peer.ChaincodeEvent | undefined;
}

/** An invocation as its caller gives it; the way to call other chaincodes is added here. */
export type RequestedInvocation = Omit<Invocation, 'callChaincode'>;

/** Runs chaincodes for one peer, and the chaincodes that they call (core/chaincode/chaincode_support.go). */
export class ChaincodeExecution {
  constructor(
    private readonly context: ChannelContext,
    private readonly peer: PeerNode,
  ) {}

  /** Runs the chaincode of a proposal. @throws ChaincodeFailure when there is no answer */
  async execute(requested: RequestedInvocation): Promise<Executed> {
    const message = await this.#invoke(requested).catch((error: unknown) => {
      throw failure(error, `failed to execute transaction ${requested.txId}: `);
    });
    if (message.getType() === Type.ERROR) {
      const reason = Buffer.from(message.getPayload_asU8()).toString();
      throw new ChaincodeFailure(`transaction returned with failure: ${reason}`);
    }
    return {
      response: peer.Response.deserializeBinary(message.getPayload_asU8()),
      event: message.getChaincodeEvent(),
    };
  }

  async #invoke(requested: RequestedInvocation): Promise<peer.ChaincodeMessage> {
    const invocation: Invocation = {
      ...requested,
      callChaincode: (chaincode, channel, input) => this.#call(requested, chaincode, channel, input),
    };
    if (isSystemChaincode(invocation.chaincode)) return await this.#runSystemChaincode(invocation);
    const definition = this.#checkInvocation(invocation);
    return await this.context.chaincodes.run(this.peer, definition, invocation);
  }

  /**
   * The chaincode must be defined, and initialised once for its version when its definition says so (CheckInvocation).
   * @throws ChaincodeFailure
   */
  #checkInvocation({ chaincode, simulator, isInit }: Invocation): ChaincodeDefinition {
    const definition = this.context.definitions.get(simulator.view, chaincode);
    simulator.readSequence(chaincode);
    if (!definition) {
      // Fabric then looks among the chaincodes of the old lifecycle (core/scc/lscc/lscc.go ChaincodeEndorsementInfo).
      simulator.getState('lscc', chaincode);
      throw invalid(
        `[channel ${this.context.channel}] failed to get chaincode container info for ${chaincode}: ` +
          `chaincode ${chaincode} not found`,
      );
    }
    const initialized = definition.initRequired
      ? Buffer.from(simulator.getState(chaincode, INITIALIZED_KEY) ?? []).toString()
      : definition.version;
    const mustInit = initialized !== definition.version;
    if (isInit) {
      if (!definition.initRequired)
        throw invalid(`chaincode '${chaincode}' does not require initialization but called as init`);
      if (!mustInit) throw invalid(`chaincode '${chaincode}' is already initialized but called as init`);
      simulator.setState(chaincode, INITIALIZED_KEY, Buffer.from(definition.version));
    } else if (mustInit) {
      throw invalid(
        `chaincode '${chaincode}' has not been initialized for this version, must call as init first`,
      );
    }
    return definition;
  }

  async #runSystemChaincode(invocation: Invocation): Promise<peer.ChaincodeMessage> {
    const { chaincode, simulator, input } = invocation;
    return completed(await runSystemChaincode(this.context, chaincode, simulator.view, input));
  }

  /**
   * Chaincode to chaincode (core/chaincode/handler.go HandleInvokeChaincode): the callee shares the simulation under its
   * own namespace, its event is dropped by the caller. This ledger has one channel; another one has no policies to pass.
   */
  async #call(
    caller: RequestedInvocation,
    chaincode: string,
    channel: string,
    input: Uint8Array,
  ): Promise<peer.ChaincodeMessage> {
    if (channel !== this.context.channel && isSystemChaincode(chaincode))
      throw new ChaincodeFailure(`failed to find ledger for channel: ${channel}`);
    if (channel !== this.context.channel)
      throw new ChaincodeFailure(`Failed to get policy manager for channel [${channel}]`);
    if (chaincode === 'qscc') return completed(qsccRefusal(openProposal(caller.proposal).chaincode));
    const isInit = peer.ChaincodeInput.deserializeBinary(input).getIsInit();
    return await this.#invoke({ ...caller, chaincode, input, isInit }).catch((error: unknown) => {
      throw failure(error, 'execute failed: ');
    });
  }
}

function completed(response: peer.Response): peer.ChaincodeMessage {
  const message = new peer.ChaincodeMessage();
  message.setType(Type.COMPLETED);
  message.setPayload(response.serializeBinary());
  return message;
}

/** qscc answers clients only (core/scc/qscc/query.go). @param invoked the chaincode of the proposal */
function qsccRefusal(invoked: string): peer.Response {
  const response = new peer.Response();
  response.setStatus(500);
  response.setMessage(
    'Rejecting invoke of QSCC from another chaincode because of potential for deadlocks, ' +
      `original invocation for '${invoked}'`,
  );
  return response;
}

function invalid(reason: string): ChaincodeFailure {
  return new ChaincodeFailure(`invalid invocation: ${reason}`);
}

/** A failure with the words of its caller before it; other errors as they are. */
function failure(error: unknown, prefix: string): unknown {
  if (!(error instanceof ChaincodeFailure)) return error;
  return new ChaincodeFailure(`${prefix}${error.message}`, { cause: error });
}
