import { ChaincodeServerConnection } from './chaincode-server-connection.js';

/** Addresses of chaincode servers: chaincode → `MSPID:NAME` of the peer → host:port. */
export type AddressBook = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** The connections of all peers to their chaincode servers, one per (peer, chaincode), made on first use. */
export class ChaincodeConnections {
  #addresses: AddressBook = new Map();
  readonly #connections = new Map<string, ChaincodeServerConnection>();

  /** Replaces the addresses; connections whose address changed are closed. */
  setAddresses(addresses: AddressBook): void {
    this.#addresses = addresses;
    for (const [key, connection] of this.#connections) {
      const [chaincode = '', peer = ''] = key.split('\n');
      if (addresses.get(chaincode)?.get(peer) === connection.address) continue;
      connection.close();
      this.#connections.delete(key);
    }
  }

  /** True when the peer has an address for the chaincode (Fabric: "installed"). */
  has(peer: string, chaincode: string): boolean {
    return this.#addresses.get(chaincode)?.has(peer) === true;
  }

  /** The peer's connection to a chaincode; undefined when it has no address. */
  of(peer: string, chaincode: string): ChaincodeServerConnection | undefined {
    const address = this.#addresses.get(chaincode)?.get(peer);
    if (address === undefined) return undefined;
    const key = `${chaincode}\n${peer}`;
    const known = this.#connections.get(key);
    if (known) return known;
    const connection = new ChaincodeServerConnection(chaincode, address);
    this.#connections.set(key, connection);
    return connection;
  }

  close(): void {
    for (const connection of this.#connections.values()) connection.close();
    this.#connections.clear();
  }
}
