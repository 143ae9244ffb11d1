import { createHash } from 'node:crypto';
import { common, peer } from '@hyperledger/fabric-protos';
import { ORGANISATIONS, type ConformanceNetwork, type MspId } from '../network.js';
import { comparableEffect, comparableResponse } from './comparable-effect.js';
import { endorserOf, faultyEnvelope } from './faulty-messages.js';
import type { Refused } from './gateway-answer.js';
import { ObservedBlocks } from './observed-blocks.js';
import { PeerClient } from './peer-client.js';
import { CALLEE, CALLER } from './program-definitions.js';
import type { RandomTransaction } from './random-transaction.js';
import { proposal, serialisedIdentity, transactionId, type MessageSigner } from './signed-messages.js';
import { TransactionNames } from './transaction-names.js';

/** More than the 15 minutes that peers tolerate. */
const TOO_OLD_SECONDS = 3600;

/** A transaction as both ledgers are asked for it. */
export interface PreparedTransaction {
  /** Name in texts and reports. */
  readonly name: string;
  readonly transaction: RandomTransaction;
  /** JSON of the program, keys placed. */
  readonly program: string;
  readonly nonce: Uint8Array;
  /** Seconds since 1970. */
  readonly time: number;
  /** Called instead of the random program: what fills blocks. */
  readonly filler?: boolean;
}

/** What became of the first half: something that must be equal on both ledgers, and an envelope to submit. */
export interface Endorsed {
  readonly comparable: object;
  readonly txId: string;
  readonly envelope?: common.Envelope;
}

/** One of the two ledgers, seen by a client of each organisation. */
export class ComparedLedger {
  private constructor(
    readonly name: string,
    readonly network: ConformanceNetwork,
    private readonly clients: ReadonlyMap<MspId, PeerClient>,
    readonly observed: readonly ObservedBlocks[],
    readonly names: TransactionNames,
  ) {}

  static async open(name: string, network: ConformanceNetwork): Promise<ComparedLedger> {
    const clients = new Map(ORGANISATIONS.map((mspId) => [mspId, new PeerClient(network, mspId)]));
    const observed = await Promise.all([...clients.values()].map((client) => ObservedBlocks.follow(client)));
    return new ComparedLedger(name, network, clients, observed, new TransactionNames());
  }

  /** Number of the next block, when every peer has all before it. */
  get height(): number {
    return Math.min(...this.observed.map(({ height }) => height));
  }

  client(mspId: MspId): PeerClient {
    const found = this.clients.get(mspId);
    if (!found) throw new Error(`no client of ${mspId}`);
    return found;
  }

  /** Endorses or evaluates. */
  async call(prepared: PreparedTransaction): Promise<Endorsed> {
    const { transaction } = prepared;
    const client = this.client(transaction.client);
    const { txId, signed } = await this.#proposed(prepared, client.signer);
    if (transaction.kind === 'evaluate') {
      const result = await client.evaluate(txId, signed, transaction.endorsers);
      if ('refused' in result) return { comparable: this.#refusal(result), txId };
      return { comparable: comparableResponse(result.answer, this.names), txId };
    }
    const result = await client.endorse(txId, signed, transaction.endorsers);
    if ('refused' in result) return { comparable: this.#refusal(result), txId };
    const effect = this.#effect(result.answer, transaction.endorsers !== undefined);
    return { comparable: effect, txId, envelope: result.answer };
  }

  /** Signs and submits; what the orderer answered. */
  async submit({ transaction }: PreparedTransaction, { txId, envelope }: Endorsed): Promise<object> {
    const { signer } = this.client(transaction.client);
    const sent = faultyEnvelope(envelope ?? new common.Envelope(), transaction.fault).clone();
    const payload = sent.getPayload_asU8();
    const signedBytes = transaction.fault === 'envelope signature' ? Buffer.from('other') : payload;
    sent.setSignature(await signer.sign(signedBytes));
    const result = await this.client(transaction.client).submit(txId, sent);
    return 'refused' in result ? this.#refusal(result) : { accepted: true };
  }

  /** Commit status at every organisation's peer; to be asked for before the submit, because it then means: in the state. */
  committed(txId: string, signal: AbortSignal): Promise<readonly object[]> {
    return Promise.all(
      ORGANISATIONS.map(async (mspId) => {
        const status = await this.client(mspId).commitStatus(txId, signal);
        return 'refused' in status ? this.#refusal(status) : { code: status.answer };
      }),
    );
  }

  close(): void {
    for (const observed of this.observed) observed.stop();
    for (const client of this.clients.values()) client.close();
  }

  async #proposed(
    { name, transaction, program, nonce, time, filler }: PreparedTransaction,
    signer: MessageSigner,
  ): Promise<{ txId: string; signed: peer.SignedProposal }> {
    const { fault } = transaction;
    const creator = fault === 'proposal creator' ? strangeCreator(signer) : signer.creator;
    const idNonce = fault === 'proposal transaction id' ? Uint8Array.from([...nonce, 0]) : nonce;
    const txId = transactionId(idNonce, creator);
    this.names.add(transactionId(nonce, creator), `${name} by its nonce`);
    this.names.add(txId, name);
    const bytes = proposal({
      channel: this.network.connection.channel,
      chaincode: filler === true ? CALLEE : CALLER,
      args: ['run', program],
      transient: transaction.transient ? { t0: 'transient zero', t1: '1' } : {},
      time: fault === 'proposal time' ? time - TOO_OLD_SECONDS : time,
      nonce,
      creator,
      txId,
    });
    const signed = new peer.SignedProposal();
    signed.setProposalBytes(bytes);
    signed.setSignature(await signer.sign(fault === 'proposal signature' ? Buffer.from('other') : bytes));
    return { txId, signed };
  }

  /** Endorsers are compared when the client named them: else several choices are right. */
  #effect(envelope: common.Envelope, withEndorsers: boolean): object {
    const payload = common.Payload.deserializeBinary(envelope.getPayload_asU8());
    const [action] = peer.Transaction.deserializeBinary(payload.getData_asU8()).getActionsList();
    const endorsed = peer.ChaincodeActionPayload.deserializeBinary(
      action?.getPayload_asU8() ?? new Uint8Array(),
    );
    const response = peer.ProposalResponsePayload.deserializeBinary(
      endorsed.getAction()?.getProposalResponsePayload_asU8() ?? new Uint8Array(),
    );
    const effect = comparableEffect(response.getExtension_asU8(), this.names);
    const input = createHash('sha256').update(endorsed.getChaincodeProposalPayload_asU8()).digest('hex');
    if (!withEndorsers) return { ...effect, input };
    const endorsers = (endorsed.getAction()?.getEndorsementsList() ?? []).map(endorserOf).sort();
    return { ...effect, input, endorsers };
  }

  #refusal({ refused, message, details }: Refused): object {
    const masked = details.map((detail) => `${detail.mspId}: ${this.names.masked(detail.message)}`);
    return { refused, message: this.names.masked(message), details: masked.sort() };
  }
}

/** The client's certificate under another organisation's name. */
function strangeCreator({ identity }: MessageSigner): Uint8Array {
  const other = ORGANISATIONS.find((mspId) => mspId !== identity.mspId) ?? ORGANISATIONS[0];
  return serialisedIdentity(other, identity.certificate);
}
