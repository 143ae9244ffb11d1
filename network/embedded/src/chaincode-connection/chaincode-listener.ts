import { Server, ServerCredentials, status, type ServerDuplexStream } from '@grpc/grpc-js';
import { peer } from '@hyperledger/fabric-protos';
import type { HostPort } from '../options/command-line.js';
import { ChaincodeStream } from './chaincode-stream.js';
import type { RegisteredChaincodes } from './registered-chaincodes.js';

const UNLIMITED = { 'grpc.max_receive_message_length': -1, 'grpc.max_send_message_length': -1 };

/**
 * Where chaincodes dial the ledger, Fabric's classic way: `protos.ChaincodeSupport/Register` in plain text
 * (core/chaincode/chaincode_support.go Register).
 */
export class ChaincodeListener {
  readonly #server = new Server(UNLIMITED);

  /** @param mspId the organisation whose peers these chaincodes serve; undefined = all */
  constructor(
    private readonly chaincodes: RegisteredChaincodes,
    private readonly mspId: string | undefined,
    private readonly executeMs: number,
  ) {
    this.#server.addService(peer.ChaincodeSupportService, {
      register: (call: ServerDuplexStream<peer.ChaincodeMessage, peer.ChaincodeMessage>) => {
        void this.#register(call);
      },
    });
  }

  /** Starts listening; returns the port in use. */
  async listen({ host, port }: HostPort): Promise<number> {
    return await new Promise((resolve, reject) => {
      this.#server.bindAsync(`${host}:${port}`, ServerCredentials.createInsecure(), (error, bound) => {
        if (error) reject(error);
        else resolve(bound);
      });
    });
  }

  /** Ends all streams and stops listening. */
  close(): void {
    this.#server.forceShutdown();
  }

  async #register(call: ServerDuplexStream<peer.ChaincodeMessage, peer.ChaincodeMessage>): Promise<void> {
    const stream = new ChaincodeStream(call, this.executeMs);
    const id = await stream.registered().catch(() => undefined);
    if (id === undefined) return;
    if (id === '') {
      const details = 'error in handling register chaincode, chaincodeID name is empty';
      call.emit('error', { code: status.INVALID_ARGUMENT, details });
      return;
    }
    stream.accept();
    this.chaincodes.add({ id, mspId: this.mspId, stream });
  }
}
