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
} from '@hyperledger/fabric-gateway';
import type { RunningLedger } from './running-ledger.js';

/** Certificate and key of a client, PEM. */
export interface ClientIdentity {
  readonly mspId: string;
  readonly certificate: string;
  readonly key: string;
}

/** Outcome of a submitted transaction. */
export interface Outcome {
  readonly code: number;
  readonly txId: string;
  readonly block: number;
  readonly result: string;
}

/** The unmodified Fabric gateway client, connected to one organisation's peer. */
export class FabricClient {
  readonly gateway: Gateway;
  readonly network: Network;
  readonly #grpc: Client;

  constructor(
    ledger: RunningLedger,
    mspId: string,
    private readonly chaincode: string,
    identity: ClientIdentity = userOf(ledger, mspId),
    channel = ledger.connection.channel,
  ) {
    const { peerEndpoint, tlsCaCert, hostnameOverride } = ledger.organisation(mspId);
    const tls =
      tlsCaCert === null ? credentials.createInsecure() : credentials.createSsl(readFileSync(tlsCaCert));
    this.#grpc = new Client(peerEndpoint, tls, { 'grpc.ssl_target_name_override': hostnameOverride });
    this.gateway = connect({
      client: this.#grpc,
      identity: { mspId: identity.mspId, credentials: Buffer.from(identity.certificate) },
      signer: signers.newPrivateKeySigner(createPrivateKey(identity.key)),
      hash: hash.sha256,
      endorseOptions: () => ({ deadline: Date.now() + 15_000 }),
      evaluateOptions: () => ({ deadline: Date.now() + 15_000 }),
      commitStatusOptions: () => ({ deadline: Date.now() + 15_000 }),
    });
    this.network = this.gateway.getNetwork(channel);
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

  async submit(name: string, ...args: string[]): Promise<Outcome> {
    return await this.submitWith(name, { arguments: args });
  }

  /** Endorses, submits and waits; an invalid transaction is an outcome, not an error. */
  async submitWith(name: string, options: ProposalOptions): Promise<Outcome> {
    const commit = await this.contract.submitAsync(name, options);
    const status = await commit.getStatus();
    return {
      code: status.code,
      txId: status.transactionId,
      block: Number(status.blockNumber),
      result: text(commit.getResult()),
    };
  }

  close(): void {
    this.gateway.close();
    this.#grpc.close();
  }
}

/** User1 of an organisation. */
export function userOf(ledger: RunningLedger, mspId: string): ClientIdentity {
  const { userCert, userKey } = ledger.organisation(mspId);
  return { mspId, certificate: readFileSync(userCert, 'utf8'), key: readFileSync(userKey, 'utf8') };
}

/** What a failed call tells: class, gRPC code, text and the texts of the details. */
export interface Refusal {
  readonly kind: string;
  readonly code: number;
  readonly message: string;
  readonly details: readonly string[];
}

/** Awaits a call that must fail through the gateway. */
export async function refusal(call: Promise<unknown>): Promise<Refusal> {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    return {
      kind: error.constructor.name,
      code: error.code,
      message: (error.cause as unknown as { details: string }).details,
      details: error.details.map((detail) => detail.message),
    };
  }
  throw new Error('the call was expected to fail');
}

export function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('utf8');
}
