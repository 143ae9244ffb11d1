import { readFileSync } from 'node:fs';
import { mspOf, type Jurisdiction } from '@baytrace/domain/ledger';
import { Client, credentials } from '@grpc/grpc-js';
import { FabricClient } from './fabric-client.js';
import { issueCertificate, type Attributes } from './submitter-certificates.js';

interface Ledger {
  readonly adminUrl: string;
  readonly connectionFile: string;
  /** CA files by MSP id. */
  readonly authorities: Readonly<Record<string, { readonly cert: string; readonly key: string }>>;
}

interface Organisation {
  readonly mspId: string;
  readonly peerEndpoint: string;
  readonly hostnameOverride: string;
  readonly tlsCaCert: string;
}

interface Status {
  readonly peers: readonly { readonly height: number }[];
}

/** The ledger with the real chaincode that start-ledger.mjs runs, and clients of it with certificates of any kind. */
export class RunningChaincode {
  readonly #ledger: Ledger;
  readonly #organisations: readonly Organisation[];
  readonly #connections = new Map<string, Client>();
  readonly #clients: FabricClient[] = [];

  /** @throws Error outside a run of the Jest project `chaincode`. */
  constructor() {
    const ledger = process.env['CHAINCODE_TEST_LEDGER'];
    if (ledger === undefined) throw new Error('no ledger: run the Jest project chaincode');
    this.#ledger = JSON.parse(ledger) as Ledger;
    const file = JSON.parse(readFileSync(this.#ledger.connectionFile, 'utf8')) as { orgs: Organisation[] };
    this.#organisations = file.orgs;
  }

  /** A client of the own jurisdiction's peer, with a certificate of its CA. */
  client(jurisdiction: Jurisdiction, attributes: Attributes): Promise<FabricClient> {
    return this.clientOf(mspOf(jurisdiction), attributes);
  }

  /** A client that says it is of `mspId`; its certificate comes from the CA of `issuer`. */
  async clientOf(mspId: string, attributes: Attributes, issuer: string = mspId): Promise<FabricClient> {
    const ca = this.#ledger.authorities[issuer];
    if (ca === undefined) throw new Error(`no CA of ${issuer}`);
    const certificate = await issueCertificate(ca, attributes);
    const client = new FabricClient(this.#connect(mspId), mspId, certificate, (block) =>
      this.#settled(block),
    );
    this.#clients.push(client);
    return client;
  }

  close(): void {
    for (const client of this.#clients) client.close();
    for (const connection of this.#connections.values()) connection.close();
  }

  #connect(mspId: string): Client {
    const known = this.#connections.get(mspId);
    if (known !== undefined) return known;
    const organisation = this.#organisations.find((candidate) => candidate.mspId === mspId);
    if (organisation === undefined) throw new Error(`no organisation ${mspId}`);
    const { peerEndpoint, tlsCaCert, hostnameOverride } = organisation;
    const connection = new Client(peerEndpoint, credentials.createSsl(readFileSync(tlsCaCert)), {
      'grpc.ssl_target_name_override': hostnameOverride,
      'grpc.max_receive_message_length': -1,
      'grpc.max_send_message_length': -1,
    });
    this.#connections.set(mspId, connection);
    return connection;
  }

  /** Waits until every peer has the block, so that the next endorsements are made on the same state. */
  async #settled(block: bigint): Promise<void> {
    for (;;) {
      const answer = await fetch(`${this.#ledger.adminUrl}/status`);
      const { peers } = (await answer.json()) as Status;
      if (peers.every(({ height }) => BigInt(height) > block)) return;
    }
  }
}
