import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { startNetwork, type TestNetwork } from '@baytrace/embedded-ledger/testing';
import { jurisdictionOf, jurisdictions, mspOf, type Jurisdiction } from '@baytrace/domain/ledger';
import { Client, credentials } from '@grpc/grpc-js';
import { FabricClient } from './fabric-client.js';
import { issueCertificate, type Attributes } from './submitter-certificates.js';

const chaincode = path.resolve(import.meta.dirname, '../..');

/** What differs from the ledger of the three jurisdictions. */
export interface RunningChaincodeOptions {
  /** An organisation on the channel that is none of the three. */
  readonly stranger?: string;
  /** Variables of a peer's own chaincode process. */
  readonly environments?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

interface Organisation {
  readonly mspId: string;
  readonly peerEndpoint: string;
  readonly hostnameOverride: string;
  readonly tlsCaCert: string;
}

interface PeerStatus {
  readonly peers: readonly { readonly height: number }[];
}

/** The real chaincode server under the real embedded ledger, and clients of it with certificates of any kind. */
export class RunningChaincode {
  readonly #connections = new Map<string, Client>();
  readonly #clients: FabricClient[] = [];

  private constructor(
    readonly network: TestNetwork,
    private readonly organisations: readonly Organisation[],
  ) {}

  static async start(options: RunningChaincodeOptions = {}): Promise<RunningChaincode> {
    const { stranger, environments } = options;
    const definition = JSON.parse(
      readFileSync(path.join(chaincode, '../network/definitions/baytrace.json'), 'utf8'),
    ) as { name: string };
    const network = await startNetwork({
      organisations: [...jurisdictions.map(mspOf), ...(stranger === undefined ? [] : [stranger])],
      chaincode: {
        definition,
        folder: chaincode,
        shim: createRequire(path.join(chaincode, 'package.json')).resolve('fabric-shim/cli.js'),
        ...(environments === undefined ? {} : { environments }),
      },
    });
    const { orgs } = JSON.parse(readFileSync(network.connectionFile, 'utf8')) as { orgs: Organisation[] };
    return new RunningChaincode(network, orgs);
  }

  /** A client of the own jurisdiction's peer, with a certificate of its CA. */
  client(jurisdiction: Jurisdiction, attributes: Attributes): Promise<FabricClient> {
    return this.clientOf(mspOf(jurisdiction), attributes);
  }

  /** A client that says it is of `mspId`; its certificate comes from the CA of `issuer`. */
  async clientOf(mspId: string, attributes: Attributes, issuer: string = mspId): Promise<FabricClient> {
    const certificate = await issueCertificate(this.network.ca(issuer), attributes);
    const client = new FabricClient(this.#connect(mspId), mspId, certificate, (block) => this.#settled(block));
    this.#clients.push(client);
    return client;
  }

  async stop(): Promise<void> {
    for (const client of this.#clients) client.close();
    for (const connection of this.#connections.values()) connection.close();
    await this.network.stop();
  }

  #connect(mspId: string): Client {
    const organisation = this.organisations.find((candidate) => candidate.mspId === mspId);
    if (organisation === undefined) throw new Error(`no organisation ${mspId}`);
    const { peerEndpoint, tlsCaCert, hostnameOverride } = organisation;
    const connection =
      this.#connections.get(mspId) ??
      new Client(peerEndpoint, credentials.createSsl(readFileSync(tlsCaCert)), {
        'grpc.ssl_target_name_override': hostnameOverride,
        'grpc.max_receive_message_length': -1,
      });
    this.#connections.set(mspId, connection);
    return connection;
  }

  /** Waits until every peer has the block, so that the next endorsements are made on the same state. */
  async #settled(block: bigint): Promise<void> {
    for (;;) {
      const answer = await fetch(`${this.network.adminUrl}/status`);
      const { peers } = (await answer.json()) as PeerStatus;
      if (peers.every(({ height }) => BigInt(height) > block)) return;
    }
  }
}

/** Jurisdictions of MSP ids; a stranger has none. */
export const jurisdictionsOf = (mspIds: readonly string[]): readonly Jurisdiction[] =>
  mspIds.flatMap((mspId) => jurisdictionOf(mspId) ?? []);
