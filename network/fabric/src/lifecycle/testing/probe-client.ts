import { Client, credentials } from '@grpc/grpc-js';
import { connect, hash, signers, type Contract, type Gateway } from '@hyperledger/fabric-gateway';
import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { ConnectionFile } from '../../network/connection-file.js';

/** Clients of every organisation, each at its own peer. */
export class ProbeClients {
  private readonly gateways: Gateway[] = [];
  private readonly connections: Client[] = [];
  readonly contracts: readonly Contract[];

  constructor(connection: ConnectionFile) {
    this.contracts = connection.orgs.map((organisation) => {
      const client = new Client(
        organisation.peerEndpoint,
        credentials.createSsl(readFileSync(organisation.tlsCaCert)),
        { 'grpc.ssl_target_name_override': organisation.hostnameOverride },
      );
      const gateway = connect({
        client,
        identity: { mspId: organisation.mspId, credentials: readFileSync(organisation.userCert) },
        signer: signers.newPrivateKeySigner(createPrivateKey(readFileSync(organisation.userKey))),
        hash: hash.sha256,
        commitStatusOptions: () => ({ deadline: Date.now() + 30_000 }),
      });
      this.connections.push(client);
      this.gateways.push(gateway);
      return gateway.getNetwork(connection.channel).getContract('probe');
    });
  }

  /** What every organisation's peer answers. */
  async evaluateEverywhere(call: string, ...args: string[]): Promise<string[]> {
    return Promise.all(this.contracts.map((_, place) => this.evaluate(place, call, ...args)));
  }

  /** What the peer of one organisation answers, counted round the organisations. */
  async evaluate(place: number, call: string, ...args: string[]): Promise<string> {
    const contract = this.contracts[place % this.contracts.length];
    if (contract === undefined) throw new Error('the network has no organisations');
    return Buffer.from(await contract.evaluateTransaction(call, ...args)).toString('utf8');
  }

  close(): void {
    for (const gateway of this.gateways) gateway.close();
    for (const client of this.connections) client.close();
  }
}
