import { Client, credentials } from '@grpc/grpc-js';
import { connect, hash, type Gateway, type Network } from '@hyperledger/fabric-gateway';
import type { PeerConnection } from './connection-file.js';
import { lowSSigner } from './low-s-signer.js';
import type { SigningIdentity } from './signing-identity.js';

const within = (ms: number) => () => ({ deadline: Date.now() + ms });

/**
 * Options of every connection. A peer answers pings that come more than once a minute by hanging up
 * (`peer.keepalive.minInterval`), so a silent one is noticed after little more than that.
 */
const channelOptions = (hostname: string): Readonly<Record<string, string | number>> => ({
  'grpc.ssl_target_name_override': hostname,
  'grpc.max_receive_message_length': -1,
  'grpc.max_send_message_length': -1,
  'grpc.initial_reconnect_backoff_ms': 200,
  'grpc.max_reconnect_backoff_ms': 2_000,
  'grpc.keepalive_time_ms': 65_000,
  'grpc.keepalive_timeout_ms': 10_000,
});

/** One gRPC connection to one peer, shared by all identities. It reconnects by itself. */
export class PeerClient {
  readonly #client: Client;
  readonly #gateways = new Map<string, { readonly certificatePem: string; readonly gateway: Gateway }>();

  constructor(
    readonly endpoint: string,
    private readonly mspId: string,
    private readonly peer: PeerConnection,
  ) {
    const { tlsCaCert, hostnameOverride } = peer;
    const channel = tlsCaCert === null ? credentials.createInsecure() : credentials.createSsl(tlsCaCert);
    this.#client = new Client(endpoint, channel, channelOptions(hostnameOverride));
  }

  /** The channel as one identity sees it; a renewed certificate is taken up at once. */
  network(identity: SigningIdentity): Network {
    return this.#gateway(identity).getNetwork(this.peer.channel);
  }

  #gateway({ id, certificatePem, keyPem }: SigningIdentity): Gateway {
    const known = this.#gateways.get(id);
    if (known?.certificatePem === certificatePem) return known.gateway;
    known?.gateway.close();
    const gateway = connect({
      client: this.#client,
      identity: { mspId: this.mspId, credentials: Buffer.from(certificatePem) },
      signer: lowSSigner(keyPem),
      hash: hash.none,
      evaluateOptions: within(10_000),
      endorseOptions: within(20_000),
      submitOptions: within(10_000),
    });
    this.#gateways.set(id, { certificatePem, gateway });
    return gateway;
  }

  close(): void {
    for (const { gateway } of this.#gateways.values()) gateway.close();
    this.#client.close();
  }
}
