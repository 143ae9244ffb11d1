import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Client, credentials } from '@grpc/grpc-js';
import { mspOf } from '@baytrace/domain/ledger';
import { connect, hash, type Contract, type Gateway, type Network } from '@hyperledger/fabric-gateway';
import { GatewayConfig } from '../../config/gateway-config.js';
import { readConnectionFile, type PeerConnection } from './connection-file.js';
import { lowSSigner } from './low-s-signer.js';

/** A signing identity of this jurisdiction's MSP. */
export interface SigningIdentity {
  readonly id: string;
  readonly certificatePem: string;
  readonly keyPem: string;
}

/** Chaincode name on the channel. */
export const chaincodeName = 'baytrace';

const within = (ms: number) => () => ({ deadline: Date.now() + ms });

/** One gRPC connection to the own peer, shared by all identities. The client reconnects by itself. */
@Injectable()
export class FabricConnection implements OnApplicationShutdown {
  #client: Promise<{ client: Client; peer: PeerConnection }> | undefined;
  readonly #gateways = new Map<string, Gateway>();

  constructor(@Inject(GatewayConfig) private readonly config: GatewayConfig) {}

  /** Network as seen by one identity. @throws Error when the connection file is not there. */
  async network(identity: SigningIdentity): Promise<Network> {
    const { client, peer } = await this.#connected();
    let gateway = this.#gateways.get(identity.id);
    if (gateway === undefined) {
      gateway = connect({
        client,
        identity: {
          mspId: mspOf(this.config.jurisdiction),
          credentials: Buffer.from(identity.certificatePem),
        },
        signer: lowSSigner(identity.keyPem),
        hash: hash.none,
        evaluateOptions: within(10_000),
        endorseOptions: within(20_000),
        submitOptions: within(10_000),
        commitStatusOptions: within(30_000),
      });
      this.#gateways.set(identity.id, gateway);
    }
    return gateway.getNetwork(peer.channel);
  }

  /** The chaincode as seen by one identity. */
  async contract(identity: SigningIdentity): Promise<Contract> {
    return (await this.network(identity)).getContract(chaincodeName);
  }

  #connected(): Promise<{ client: Client; peer: PeerConnection }> {
    this.#client ??= this.#open().catch((error: unknown) => {
      this.#client = undefined;
      throw error;
    });
    return this.#client;
  }

  async #open(): Promise<{ client: Client; peer: PeerConnection }> {
    const peer = await readConnectionFile(this.config.ledger.connectionFile, this.config.jurisdiction);
    const channelCredentials =
      peer.tlsCaCert === null ? credentials.createInsecure() : credentials.createSsl(peer.tlsCaCert);
    const client = new Client(peer.endpoint, channelCredentials, {
      'grpc.ssl_target_name_override': peer.hostnameOverride,
      'grpc.max_receive_message_length': -1,
      'grpc.max_send_message_length': -1,
      'grpc.initial_reconnect_backoff_ms': 200,
      'grpc.max_reconnect_backoff_ms': 2_000,
    });
    return { client, peer };
  }

  async onApplicationShutdown(): Promise<void> {
    for (const gateway of this.#gateways.values()) gateway.close();
    const open = await this.#client;
    open?.client.close();
  }
}
