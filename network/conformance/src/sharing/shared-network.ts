import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { ChaincodeDefinition, ConformanceNetwork } from '../network.js';
import { receive, send, type NetworkAnswer, type NetworkRequest } from './messages.js';

/**
 * One network for all test files, which run in processes of their own and take turns: a file has the network while its
 * connection to the loopback port is open. It is started when the first one comes.
 */
export class SharedNetwork {
  #network: Promise<ConformanceNetwork> | undefined;
  #lastTurn: Promise<void> = Promise.resolve();
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  /** @param start brings up the network with these chaincodes */
  constructor(
    private readonly start: () => Promise<ConformanceNetwork>,
    private chaincodes: readonly ChaincodeDefinition[],
  ) {
    this.#server = createServer((socket) => {
      this.#sockets.add(socket);
      socket.on('error', () => socket.destroy()).on('close', () => this.#sockets.delete(socket));
      this.#lastTurn = this.#lastTurn.then(async () => {
        await this.#serve(socket);
      });
    });
  }

  /** Starts listening; returns the port. */
  async listen(): Promise<number> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return (this.#server.address() as AddressInfo).port;
  }

  /** Ends the network and removes its files; one that did not start has told so to the first test file. */
  async close(): Promise<void> {
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
    const [started] = await Promise.allSettled([this.#network]);
    if (started.status === 'fulfilled') await started.value?.remove();
  }

  async #serve(socket: Socket): Promise<void> {
    send(socket, await this.#answer(() => Promise.resolve()));
    for await (const request of receive<NetworkRequest>(socket)) {
      send(socket, await this.#answer((network) => this.#run(network, request)));
    }
  }

  async #answer(work: (network: ConformanceNetwork) => Promise<void>): Promise<NetworkAnswer> {
    try {
      this.#network ??= this.start();
      const network = await this.#network;
      await work(network);
      const { kind, connection, authorities } = network;
      return { network: { kind, connection, authorities, chaincodes: this.chaincodes } };
    } catch (error) {
      return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    }
  }

  async #run(network: ConformanceNetwork, request: NetworkRequest): Promise<void> {
    if (request.call === 'restart') await network.restart();
    else if (request.call === 'deploy') {
      await network.deploy(request.chaincodes);
      this.chaincodes = request.chaincodes;
    } else await network[request.call](request.name, request.mspId);
  }
}
