import type { ProposalOptions } from '@hyperledger/fabric-gateway';
import { common } from '@hyperledger/fabric-protos';
import { codeName, type DecodedBlock } from '../../src/blocks/decoded-block.js';
import {
  changedEnvelope,
  envelopeIn,
  type Rebuilding,
  type TransactionParts,
} from '../../src/blocks/transaction-parts.js';
import { PeerClient } from '../../src/differential/peer-client.js';
import type { MspId } from '../../src/network.js';
import type { Session } from '../../src/session.js';

/** Where an envelope came to stand: block, index and the name of its validation code. */
export interface Place {
  readonly block: number;
  readonly index: number;
  readonly code: string;
}

const PLACED_WITHIN_MS = 20_000;

/** A client that puts transactions together by hand and signs whatever they contain. */
export class RawClient {
  readonly peer: PeerClient;

  constructor(
    private readonly session: Session,
    readonly mspId: MspId = 'GuangdongMSP',
  ) {
    this.peer = new PeerClient(session.network, mspId);
  }

  /** An unsigned, properly endorsed transaction. */
  async endorsed(
    name: string,
    args: readonly string[],
    options: ProposalOptions = {},
  ): Promise<common.Envelope> {
    const client = this.session.client(this.mspId);
    return envelopeIn(await client.endorse(name, { arguments: [...args], ...options }));
  }

  /** A signed transaction whose parts were changed after endorsement. */
  async forged(
    name: string,
    args: readonly string[],
    change: (parts: TransactionParts) => void,
    rebuilding: Rebuilding = {},
  ): Promise<common.Envelope> {
    return this.signed(changedEnvelope(await this.endorsed(name, args), change, rebuilding));
  }

  /** Signs the payload as it is. */
  async signed(envelope: common.Envelope): Promise<common.Envelope> {
    envelope.setSignature(await this.peer.signer.sign(envelope.getPayload_asU8()));
    return envelope;
  }

  /** Hands an envelope to the orderer and looks for it in the blocks that follow. */
  async order(envelope: common.Envelope): Promise<Place> {
    const from = await this.session.height(this.mspId);
    const answer = await this.peer.submit('', envelope);
    if ('refused' in answer) throw new Error(`not ordered: ${answer.message}`);
    return this.placeOf(envelope, from);
  }

  /** What the orderer's refusal says. */
  async refusedByOrderer(envelope: common.Envelope): Promise<string> {
    const answer = await this.peer.submit('', envelope);
    if (!('refused' in answer)) throw new Error('the orderer took it');
    return answer.message;
  }

  async placeOf(envelope: common.Envelope, from: number): Promise<Place> {
    const bytes = envelope.serializeBinary();
    const deadline = Date.now() + PLACED_WITHIN_MS;
    for (let number = from; Date.now() < deadline; number += 1) {
      while ((await this.session.height(this.mspId)) <= number) {
        if (Date.now() > deadline) throw new Error('the envelope came in no block');
      }
      const { envelopes, codes } = await this.block(number);
      const index = envelopes.findIndex((found) => Buffer.from(found).equals(bytes));
      if (index < 0) continue;
      await this.session.settled(number);
      return { block: number, index, code: codeName(codes[index] ?? -1) };
    }
    throw new Error('the envelope came in no block');
  }

  /** Validation codes of an envelope that comes so many times, in block order. */
  async codesOf(envelope: common.Envelope, from: number, count: number): Promise<string[]> {
    const bytes = envelope.serializeBinary();
    const deadline = Date.now() + PLACED_WITHIN_MS;
    for (;;) {
      const found: string[] = [];
      const height = await this.session.height(this.mspId);
      for (let number = from; number < height; number += 1) {
        const { envelopes, codes } = await this.block(number);
        envelopes.forEach((other, index) => {
          if (Buffer.from(other).equals(bytes)) found.push(codeName(codes[index] ?? -1));
        });
      }
      if (found.length === count) return found;
      if (Date.now() > deadline) throw new Error(`the envelope came ${found.length} times`);
    }
  }

  /** A block by number. */
  async block(number: number): Promise<DecodedBlock> {
    return await this.session.block(number, this.mspId);
  }

  close(): void {
    this.peer.close();
  }
}
