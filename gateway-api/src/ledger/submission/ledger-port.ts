import { Inject, Injectable } from '@nestjs/common';
import {
  keys,
  type Actor,
  type BatchResults,
  type Jurisdiction,
  type LedgerKey,
  type Movement,
  mspOf,
} from '@baytrace/domain/ledger';
import type { Contract } from '@hyperledger/fabric-gateway';
import { GatewayConfig } from '../../config/gateway-config.js';
import { chaincodeName, FabricConnection } from '../connection/fabric-connection.js';
import type { SigningIdentity } from '../connection/signing-identity.js';
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

/** One question to the chaincode that changes nothing. */
interface Reading {
  readonly name: string;
  readonly args: readonly string[];
  /** The jurisdiction whose peers are to answer; any, when absent. */
  readonly at?: Jurisdiction;
}

/** How long a jurisdiction may take to answer before it counts as away. */
const answerWithinMs = 5_000;

const decoder = new TextDecoder();

const transientOf = (entries: TransientEntries | undefined): Record<string, Uint8Array> | undefined =>
  entries === undefined ? undefined : { [entries.kind]: Buffer.from(JSON.stringify(entries.entries)) };

/** What the gateway asks of the ledger, over the Fabric Gateway protocol alone (charter §3). */
@Injectable()
export class LedgerPort {
  constructor(
    private readonly connection: FabricConnection,
    private readonly identities: LedgerIdentities,
    @Inject(GatewayConfig) private readonly config: GatewayConfig,
  ) {}

  /**
   * Endorses and orders a batch once; does not wait for its block. An own peer that falls silent on the way is left for
   * the next one: the same bytes may then be ordered twice, and the movement key lets one of the two take effect.
   *
   * @returns id of the transaction that was ordered.
   * @throws DomainError when the chaincode refused; otherwise the client's error: the outcome may be unknown.
   */
  async send(batch: FrozenBatch): Promise<string> {
    const transientData = transientOf(batch.transient);
    return this.#ask(batch.identity, async (contract) => {
      const submitted = await contract.submitAsync('submitBatch', {
        arguments: [batch.body],
        ...(transientData === undefined ? {} : { transientData }),
        ...(batch.endorsers === undefined ? {} : { endorsingOrganizations: batch.endorsers.map(mspOf) }),
      });
      return submitted.getTransactionId();
    });
  }

  /** Runs a batch on the own peer without committing it and returns the results the chaincode would record. */
  async rehearse(batch: FrozenBatch): Promise<BatchResults> {
    const transientData = transientOf(batch.transient);
    const answer = await this.#ask(batch.identity, (contract) =>
      contract.evaluate('submitBatch', {
        arguments: [batch.body],
        ...(transientData === undefined ? {} : { transientData }),
      }),
    );
    return JSON.parse(decoder.decode(answer)) as BatchResults;
  }

  /**
   * Orders `abandoned` under the batch's movement key; the record says whether it came first.
   *
   * @returns id of the transaction that was ordered.
   * @throws DomainError `BT-BATCH-EXISTS` when the batch is recorded.
   */
  async abandon(identity: SigningIdentity, actor: Actor, batch: string): Promise<string> {
    return this.#ask(identity, async (contract) => {
      const submitted = await contract.submitAsync('abandonBatch', {
        arguments: [`${actor.kind}:${actor.id}`, batch],
      });
      return submitted.getTransactionId();
    });
  }

  /** A committed public value as the own peer has it, or `undefined`. */
  async readState<T>(key: LedgerKey): Promise<T | undefined> {
    return this.#read<T>({ name: 'readState', args: [key.type, JSON.stringify(key.attributes)] });
  }

  /** The record of a batch as the own peer has it. */
  movement(actor: Actor, batch: string): Promise<Movement | undefined> {
    return this.readState<Movement>(keys.movement(actor, batch));
  }

  /** A private value of this jurisdiction's collections; only its own peers have it. */
  async readPrivate<T>(key: LedgerKey): Promise<T | undefined> {
    return this.#read<T>({
      name: 'readPrivate',
      args: [key.type, key.attributes.join('.')],
      at: this.config.jurisdiction,
    });
  }

  /** Whether a peer of a jurisdiction runs the chaincode for us: asked through the own peer, which calls that one. */
  async answers(jurisdiction: Jurisdiction): Promise<boolean> {
    const key = keys.gatewayKey(jurisdiction);
    const { network } = await this.connection.session(await this.identities.gateway());
    const proposal = network.getContract(chaincodeName).newProposal('readState', {
      arguments: [key.type, JSON.stringify(key.attributes)],
      endorsingOrganizations: [mspOf(jurisdiction)],
    });
    try {
      await proposal.evaluate({ deadline: Date.now() + answerWithinMs });
      return true;
    } catch (error) {
      return chaincodeRefusal(error) !== undefined;
    }
  }

  async #read<T>({ name, args, at }: Reading): Promise<T | undefined> {
    const answer = await this.#ask(await this.identities.gateway(), (contract) =>
      contract.evaluate(name, {
        arguments: [...args],
        ...(at === undefined ? {} : { endorsingOrganizations: [mspOf(at)] }),
      }),
    );
    const text = decoder.decode(answer);
    return text === '' ? undefined : (JSON.parse(text) as T);
  }

  async #ask<T>(identity: SigningIdentity, work: (contract: Contract) => Promise<T>): Promise<T> {
    try {
      return await this.connection.ask(identity, work);
    } catch (error) {
      throw chaincodeRefusal(error) ?? error;
    }
  }
}
