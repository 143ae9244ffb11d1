import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Client, credentials } from '@grpc/grpc-js';
import {
  connect,
  GatewayError,
  hash,
  signers,
  type Contract,
  type Gateway,
  type Network,
  type ProposalOptions,
  type Transaction,
} from '@hyperledger/fabric-gateway';
import { organisationOf, type ConformanceNetwork } from './network.js';

const DEADLINE_MS = 30_000;

/** Certificate and key of a client, PEM. */
export interface ClientIdentity {
  readonly mspId: string;
  readonly certificate: string;
  readonly key: string;
}

/** What became of a transaction. */
export interface Outcome {
  /** Fabric's validation code (peer.TxValidationCode). */
  readonly code: number;
  readonly txId: string;
  readonly block: number;
  readonly result: string;
}

/** Who a client is and where it connects. */
export interface ClientOptions {
  /** Left out: User1 of the organisation. */
  readonly identity?: ClientIdentity;
  /** Left out: the network's channel. */
  readonly channel?: string;
  /** Waits until every peer has a block, after each submit; so the next endorsements are made on the same state. */
  readonly settled?: (block: number) => Promise<void>;
}

/** What the client needs to know of a network. */
export type Reachable = Pick<ConformanceNetwork, 'connection'>;

/** The unmodified Fabric gateway client, connected to one organisation's peer. */
export class FabricClient {
  readonly gateway: Gateway;
  readonly network: Network;
  readonly grpc: Client;
  readonly identity: ClientIdentity;
  readonly channel: string;

  /** @param mspId the organisation whose peer is connected to; the identity may be another's */
  constructor(
    network: Reachable,
    readonly mspId: string,
    readonly chaincode: string,
    private readonly options: ClientOptions = {},
  ) {
    this.identity = options.identity ?? userOf(network, mspId);
    this.channel = options.channel ?? network.connection.channel;
    this.grpc = connectionTo(network, mspId);
    const within = (): { deadline: number } => ({ deadline: Date.now() + DEADLINE_MS });
    this.gateway = connect({
      client: this.grpc,
      identity: { mspId: this.identity.mspId, credentials: Buffer.from(this.identity.certificate) },
      signer: signers.newPrivateKeySigner(createPrivateKey(this.identity.key)),
      hash: hash.sha256,
      evaluateOptions: within,
      endorseOptions: within,
      submitOptions: within,
      commitStatusOptions: within,
    });
    this.network = this.gateway.getNetwork(this.channel);
  }

  get contract(): Contract {
    return this.network.getContract(this.chaincode);
  }

  async evaluate(name: string, ...args: string[]): Promise<string> {
    return text(await this.contract.evaluateTransaction(name, ...args));
  }

  async evaluateJson<T>(name: string, ...args: string[]): Promise<T> {
    return JSON.parse(await this.evaluate(name, ...args)) as T;
  }

  /** Endorses without ordering. */
  async endorse(name: string, options: ProposalOptions = {}): Promise<Transaction> {
    return await this.contract.newProposal(name, options).endorse();
  }

  /** Orders an endorsed transaction and waits for its outcome on every peer. */
  async order(transaction: Transaction): Promise<Outcome> {
    const commit = await transaction.submit();
    const status = await commit.getStatus();
    const block = Number(status.blockNumber);
    await this.options.settled?.(block);
    return { code: status.code, txId: status.transactionId, block, result: text(transaction.getResult()) };
  }

  /** Endorses, orders and waits; an invalid transaction is an outcome, not an error. */
  async submit(name: string, ...args: string[]): Promise<Outcome> {
    return await this.submitWith(name, { arguments: args });
  }

  /** As {@link submit}, with named endorsers or transient data. */
  async submitWith(name: string, options: ProposalOptions): Promise<Outcome> {
    return await this.order(await this.endorse(name, options));
  }

  close(): void {
    this.gateway.close();
    this.grpc.close();
  }
}

/** A gRPC connection to the first peer of an organisation. */
export function connectionTo(network: Reachable, mspId: string): Client {
  const { peerEndpoint, tlsCaCert, hostnameOverride } = organisationOf(network, mspId);
  const channel =
    tlsCaCert === null ? credentials.createInsecure() : credentials.createSsl(readFileSync(tlsCaCert));
  return new Client(peerEndpoint, channel, {
    'grpc.ssl_target_name_override': hostnameOverride,
    'grpc.max_receive_message_length': -1,
    'grpc.max_send_message_length': -1,
  });
}

/** User1 of an organisation. */
export function userOf(network: Reachable, mspId: string): ClientIdentity {
  const { userCert, userKey } = organisationOf(network, mspId);
  return { mspId, certificate: readFileSync(userCert, 'utf8'), key: readFileSync(userKey, 'utf8') };
}

/** What a failed call tells: class, gRPC code, text and the texts of the details. */
export interface Refusal {
  readonly kind: string;
  readonly code: number;
  readonly message: string;
  readonly details: readonly string[];
}

/** Awaits a call that must fail through the gateway. @throws whatever else it fails with, or Error when it succeeds */
export async function refusal(call: Promise<unknown>): Promise<Refusal> {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    return {
      kind: error.constructor.name,
      code: error.code,
      message: error.cause.details,
      details: error.details.map(({ message }) => message),
    };
  }
  throw new Error('the call was expected to fail');
}

/** UTF-8 text of bytes. */
export function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('utf8');
}
