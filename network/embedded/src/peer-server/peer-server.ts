import {
  Server,
  ServerCredentials,
  status,
  type sendUnaryData,
  type ServerUnaryCall,
  type ServerWritableStream,
} from '@grpc/grpc-js';
import { gateway, peer as peerMessages } from '@hyperledger/fabric-protos';
import type { ChannelContext } from '../channel/channel-context.js';
import type { PeerNode } from '../channel/peer-node.js';
import { streamSignal } from '../deliver/block-follower.js';
import { blockResponse, filteredBlockResponse, privateDataResponse } from '../deliver/block-responses.js';
import { serveDeliver } from '../deliver/deliver-service.js';
import type { Endorser } from '../endorsement/endorser.js';
import { chaincodeEvents } from '../gateway-service/chaincode-events.js';
import { commitStatus } from '../gateway-service/commit-status.js';
import { EndorseCall } from '../gateway-service/endorse.js';
import { EndorserRegistry } from '../gateway-service/endorser-registry.js';
import { EvaluateCall } from '../gateway-service/evaluate.js';
import { asGatewayError, GatewayError } from '../gateway-service/gateway-error.js';
import { submit } from '../gateway-service/submit.js';
import type { KeyPair } from '../pki/certificate-authority.js';

/** `peer.limits.concurrency.gatewayService` of core.yaml. */
const CONCURRENCY_LIMIT = 500;
const UNLIMITED = { 'grpc.max_receive_message_length': -1, 'grpc.max_send_message_length': -1 };

/** Where a peer listens, and its TLS keys (undefined = no TLS). */
export interface ListenOptions {
  readonly host: string;
  readonly port: number;
  readonly tls: KeyPair | undefined;
}

/** How long a gateway waits, milliseconds. */
export interface GatewayTimeouts {
  /** For another peer's endorsement or answer to a query (`peer.gateway.endorsementTimeout`). */
  readonly endorsementMs: number;
  /** For the orderer to take a transaction (`peer.gateway.broadcastTimeout`). */
  readonly broadcastMs: number;
}

/** The gRPC endpoint of one peer: gateway and deliver services. */
export class PeerServer {
  readonly #server = new Server(UNLIMITED);
  #inFlight = 0;

  constructor(
    private readonly context: ChannelContext,
    private readonly peer: PeerNode,
    endorsers: readonly Endorser[],
    local: Endorser,
    private readonly timeouts: GatewayTimeouts,
  ) {
    const registry = new EndorserRegistry(context, endorsers, local, timeouts.endorsementMs);
    this.#addGateway(new EndorseCall(context, registry), new EvaluateCall(context, registry));
    this.#addDeliver();
  }

  /** Starts listening; returns the port in use (a port 0 is replaced by a free one). */
  async listen({ host, port, tls }: ListenOptions): Promise<number> {
    const credentials = tls
      ? ServerCredentials.createSsl(null, [
          { cert_chain: Buffer.from(tls.certificate), private_key: Buffer.from(tls.key) },
        ])
      : ServerCredentials.createInsecure();
    return await new Promise((resolve, reject) => {
      this.#server.bindAsync(`${host}:${port}`, credentials, (error, bound) => {
        if (error) reject(error);
        else resolve(bound);
      });
    });
  }

  /** Ends all calls and stops listening. */
  close(): void {
    this.#server.forceShutdown();
  }

  #addGateway(endorse: EndorseCall, evaluate: EvaluateCall): void {
    const { context, peer, timeouts } = this;
    this.#server.addService(gateway.GatewayService, {
      endorse: this.#unary((request: gateway.EndorseRequest) => endorse.handle(request)),
      evaluate: this.#unary((request: gateway.EvaluateRequest) => evaluate.handle(request)),
      submit: this.#unary((request: gateway.SubmitRequest) => submit(context, request, timeouts.broadcastMs)),
      commitStatus: this.#unary((request: gateway.SignedCommitStatusRequest, signal) =>
        commitStatus(context, peer, request, signal),
      ),
      chaincodeEvents: (
        call: ServerWritableStream<gateway.SignedChaincodeEventsRequest, gateway.ChaincodeEventsResponse>,
      ) => {
        void this.#streamEvents(call);
      },
    });
  }

  #addDeliver(): void {
    const { context, peer } = this;
    this.#server.addService(peerMessages.DeliverService, {
      deliver: (call: Parameters<typeof serveDeliver>[2]) => {
        if (this.#refuseWhenDown(call)) return;
        serveDeliver(context, peer, call, (block) => Promise.resolve(blockResponse(block)));
      },
      deliverFiltered: (call: Parameters<typeof serveDeliver>[2]) => {
        if (this.#refuseWhenDown(call)) return;
        serveDeliver(context, peer, call, (block) =>
          Promise.resolve(filteredBlockResponse(context.channel, block)),
        );
      },
      deliverWithPrivateData: (call: Parameters<typeof serveDeliver>[2]) => {
        if (this.#refuseWhenDown(call)) return;
        serveDeliver(context, peer, call, (block, client) =>
          privateDataResponse(context, peer, client, block),
        );
      },
    });
  }

  #unary<Q, R>(handle: (request: Q, signal: AbortSignal) => Promise<R>) {
    return (call: ServerUnaryCall<Q, R>, callback: sendUnaryData<R>): void => {
      const controller = new AbortController();
      call.on('cancelled', () => {
        controller.abort('cancelled');
      });
      const stopListening = this.peer.onDown(() => {
        controller.abort('down');
      });
      this.#limited(() => unlessAborted(handle(call.request, controller.signal), controller.signal))
        .then(
          (response) => {
            callback(null, response);
          },
          (error: unknown) => {
            callback(this.peer.up ? asGatewayError(error) : this.#down());
          },
        )
        .finally(stopListening);
    };
  }

  async #streamEvents(
    call: ServerWritableStream<gateway.SignedChaincodeEventsRequest, gateway.ChaincodeEventsResponse>,
  ): Promise<void> {
    const signal = streamSignal(call, this.peer);
    try {
      await this.#limited(() => chaincodeEvents(this.context, this.peer, call.request, call, signal));
      if (this.peer.up) call.end();
      else call.emit('error', this.#down());
    } catch (error) {
      call.emit('error', asGatewayError(error));
    }
  }

  /** Refuses when the peer is down or too many calls are in flight (internal/peer/node/grpc_limiters.go). */
  async #limited<T>(run: () => Promise<T>): Promise<T> {
    if (!this.peer.up) throw this.#down();
    if (this.#inFlight >= CONCURRENCY_LIMIT) {
      throw new GatewayError(
        status.UNKNOWN,
        `too many requests for /gateway.Gateway, exceeding concurrency limit (${CONCURRENCY_LIMIT})`,
      );
    }
    this.#inFlight += 1;
    try {
      return await run();
    } finally {
      this.#inFlight -= 1;
    }
  }

  #refuseWhenDown(call: { emit(event: 'error', error: GatewayError): boolean }): boolean {
    if (this.peer.up) return false;
    call.emit('error', this.#down());
    return true;
  }

  #down(): GatewayError {
    return new GatewayError(status.UNAVAILABLE, `peer ${this.peer.mspId}:${this.peer.name} is down`);
  }
}

/** A call whose client has gone, or whose peer went down, is not waited for: it makes room for others. */
async function unlessAborted<R>(answer: Promise<R>, signal: AbortSignal): Promise<R> {
  return await new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => {
      reject(new GatewayError(status.CANCELLED, 'context canceled'));
    });
    answer.then(resolve, reject);
  });
}
