import { Injectable } from '@nestjs/common';
import {
  keys,
  type Actor,
  type BatchResults,
  type Jurisdiction,
  type LedgerKey,
  type Movement,
  mspOf,
} from '@baytrace/domain/ledger';
import { FabricConnection, type SigningIdentity } from '../connection/fabric-connection.js';
import { LedgerIdentities } from '../identity/ledger-identities.js';
import { chaincodeRefusal } from './ledger-answers.js';

/** Private data of one transaction: its kind and the entries by subject. */
export interface TransientEntries {
  readonly kind: 'trade' | 'directory' | 'block-keys';
  readonly entries: Readonly<Record<string, unknown>>;
}

/** A frozen batch, ready to be sent; every attempt sends the same bytes. */
export interface FrozenBatch {
  readonly body: string;
  readonly identity: SigningIdentity;
  readonly transient: TransientEntries | undefined;
  /** Jurisdictions that must endorse, or undefined to let the peer choose. */
  readonly endorsers: readonly Jurisdiction[] | undefined;
}

const decoder = new TextDecoder();

const transientOf = (entries: TransientEntries | undefined): Record<string, Uint8Array> | undefined =>
  entries === undefined ? undefined : { [entries.kind]: Buffer.from(JSON.stringify(entries.entries)) };

/** What the gateway asks of the ledger, over the Fabric Gateway protocol alone (charter §3). */
@Injectable()
export class LedgerPort {
  constructor(
    private readonly connection: FabricConnection,
    private readonly identities: LedgerIdentities,
  ) {}

  /**
   * Endorses and orders a batch once; does not wait for its block.
   *
   * @throws DomainError when the chaincode refused; otherwise the client's error: the outcome may be unknown.
   */
  async send(batch: FrozenBatch): Promise<string> {
    const contract = await this.connection.contract(batch.identity);
    const transientData = transientOf(batch.transient);
    try {
      const submitted = await contract.submitAsync('submitBatch', {
        arguments: [batch.body],
        ...(transientData === undefined ? {} : { transientData }),
        ...(batch.endorsers === undefined ? {} : { endorsingOrganizations: batch.endorsers.map(mspOf) }),
      });
      return submitted.getTransactionId();
    } catch (error) {
      throw chaincodeRefusal(error) ?? error;
    }
  }

  /** Runs a batch on the own peer without committing it and returns the results the chaincode would record. */
  async rehearse(batch: FrozenBatch): Promise<BatchResults> {
    const contract = await this.connection.contract(batch.identity);
    const transientData = transientOf(batch.transient);
    try {
      const answer = await contract.evaluate('submitBatch', {
        arguments: [batch.body],
        ...(transientData === undefined ? {} : { transientData }),
      });
      return JSON.parse(decoder.decode(answer)) as BatchResults;
    } catch (error) {
      throw chaincodeRefusal(error) ?? error;
    }
  }

  /** Commits `abandoned` under the batch's movement key. @throws DomainError `BT-BATCH-EXISTS` when it is recorded. */
  async abandon(identity: SigningIdentity, actor: Actor, batch: string): Promise<void> {
    const contract = await this.connection.contract(identity);
    try {
      const submitted = await contract.submitAsync('abandonBatch', {
        arguments: [`${actor.kind}:${actor.id}`, batch],
      });
      await submitted.getStatus();
    } catch (error) {
      throw chaincodeRefusal(error) ?? error;
    }
  }

  /** A committed public value as the own peer has it, or `undefined`. */
  async readState<T>(key: LedgerKey): Promise<T | undefined> {
    const contract = await this.connection.contract(await this.identities.gateway());
    const text = decoder.decode(
      await contract.evaluateTransaction('readState', key.type, JSON.stringify(key.attributes)),
    );
    return text === '' ? undefined : (JSON.parse(text) as T);
  }

  /** The record of a batch as the own peer has it. */
  movement(actor: Actor, batch: string): Promise<Movement | undefined> {
    return this.readState<Movement>(keys.movement(actor, batch));
  }

  /** A private value of this jurisdiction's collections. */
  async readPrivate<T>(key: LedgerKey): Promise<T | undefined> {
    const contract = await this.connection.contract(await this.identities.gateway());
    const text = decoder.decode(
      await contract.evaluateTransaction('readPrivate', key.type, key.attributes.join('.')),
    );
    return text === '' ? undefined : (JSON.parse(text) as T);
  }
}
