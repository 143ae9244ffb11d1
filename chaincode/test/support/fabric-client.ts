import { createPrivateKey } from 'node:crypto';
import { parseDomainError } from '@baytrace/domain/errors';
import { mspOf, type Jurisdiction } from '@baytrace/domain/ledger';
import type { Client } from '@grpc/grpc-js';
import {
  connect,
  GatewayError,
  hash,
  signers,
  type Contract,
  type Gateway,
  type Network,
  type Proposal,
  type ProposalOptions,
  type Transaction,
} from '@hyperledger/fabric-gateway';
import type { Certificate } from './submitter-certificates.js';

/** Who endorses, and the private data of one kind. */
export interface SendOptions {
  readonly endorsers?: readonly Jurisdiction[];
  /** Transient values by kind: `trade`, `directory`, `block-keys`; bytes as text. */
  readonly transient?: Readonly<Record<string, unknown>>;
}

/** What became of a transaction. */
export interface Outcome {
  /** Fabric's validation code: 0 VALID, 10 ENDORSEMENT_POLICY_FAILURE, 11 MVCC_READ_CONFLICT. */
  readonly code: number;
  readonly txId: string;
  readonly block: bigint;
  readonly result: string;
}

const channel = 'baytrace';
const decoder = new TextDecoder();

const proposalOptions = (
  args: readonly string[],
  { endorsers, transient }: SendOptions,
): ProposalOptions => ({
  arguments: [...args],
  ...(endorsers === undefined ? {} : { endorsingOrganizations: endorsers.map(mspOf) }),
  ...(transient === undefined
    ? {}
    : {
        transientData: Object.fromEntries(
          Object.entries(transient).map(([kind, value]) => [
            kind,
            typeof value === 'string' ? value : JSON.stringify(value),
          ]),
        ),
      }),
});

/** The unmodified client of Fabric's gateway service with one identity, at its own jurisdiction's peer. */
export class FabricClient {
  readonly gateway: Gateway;
  readonly network: Network;
  readonly contract: Contract;

  /** @param settled waits until all peers have a block */
  constructor(
    client: Client,
    readonly mspId: string,
    { certificate, key }: Certificate,
    private readonly settled: (block: bigint) => Promise<void>,
  ) {
    const within = () => ({ deadline: Date.now() + 20_000 });
    this.gateway = connect({
      client,
      identity: { mspId, credentials: Buffer.from(certificate) },
      signer: signers.newPrivateKeySigner(createPrivateKey(key)),
      hash: hash.sha256,
      evaluateOptions: within,
      endorseOptions: within,
      submitOptions: within,
      commitStatusOptions: within,
    });
    this.network = this.gateway.getNetwork(channel);
    this.contract = this.network.getContract('baytrace');
  }

  propose(name: string, args: readonly string[], options: SendOptions = {}): Proposal {
    return this.contract.newProposal(name, proposalOptions(args, options));
  }

  /** Endorses without ordering. */
  endorse(name: string, args: readonly string[], options: SendOptions = {}): Promise<Transaction> {
    return this.propose(name, args, options).endorse();
  }

  /** Orders an endorsed transaction and waits for its block; an invalid one is an outcome, not an error. */
  async order(transaction: Transaction): Promise<Outcome> {
    const commit = await transaction.submit();
    const status = await commit.getStatus();
    await this.settled(status.blockNumber);
    return {
      code: status.code,
      txId: status.transactionId,
      block: status.blockNumber,
      result: decoder.decode(transaction.getResult()),
    };
  }

  async submit(name: string, args: readonly string[], options: SendOptions = {}): Promise<Outcome> {
    return this.order(await this.endorse(name, args, options));
  }

  async evaluate(name: string, args: readonly string[], options: SendOptions = {}): Promise<string> {
    return decoder.decode(await this.contract.evaluate(name, proposalOptions(args, options)));
  }

  close(): void {
    this.gateway.close();
  }
}

const textsOf = (error: unknown): readonly string[] => {
  if (error instanceof GatewayError) return [...error.details.map(({ message }) => message), error.message];
  throw error;
};

/** The chaincode's own code in a call that must fail, such as `BT-MSP-WRONG`; without one, all texts of the failure. */
export const refusalOf = async (call: Promise<unknown>): Promise<string> => {
  try {
    await call;
  } catch (error) {
    const texts = textsOf(error);
    for (const text of texts) {
      const found = parseDomainError(text);
      if (found !== undefined) return found.code;
    }
    return texts.join('; ');
  }
  return 'no refusal';
};
