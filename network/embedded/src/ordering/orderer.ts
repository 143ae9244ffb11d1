import { common } from '@hyperledger/fabric-protos';
import { isCurrent, UnknownIdentityError, type ChannelMembers, type Identity } from '../msp/identity.js';
import type { SignatureMemory } from '../msp/signature-memory.js';
import { openEnvelope, type OpenEnvelope } from '../ledger/transaction.js';
import { InvalidTransaction } from '../ledger/validation-code.js';
import type { BlockCutter } from './block-cutter.js';

/** `Orderer.BatchSize.AbsoluteMaxBytes` of configtx.yaml. */
export const ABSOLUTE_MAX_BYTES = 10 * 1024 * 1024;

/** The orderer does not take this message; `status` and `info` are those of BroadcastResponse. */
export class BroadcastRefused extends Error {
  override readonly name = 'BroadcastRefused';

  constructor(
    readonly status: keyof common.StatusMap,
    readonly info: string,
  ) {
    super(`status=${status}, info=${info}`);
  }
}

const NOT_A_WRITER =
  'implicit policy evaluation failed - 0 sub-policies were satisfied, but this policy requires 1 of the ' +
  "'Writers' sub-policies to be satisfied: permission denied";

/**
 * The ordering service: checks signature, size and channel, nothing else. Duplicates, bad endorsements and stale reads
 * are ordered and marked in the block (orderer/common/broadcast, orderer/common/msgprocessor).
 */
export class Orderer {
  #closed = false;

  constructor(
    private readonly channel: string,
    private readonly members: ChannelMembers,
    private readonly signatures: SignatureMemory,
    private readonly cutter: BlockCutter,
  ) {}

  /** Takes a signed envelope for ordering. @throws BroadcastRefused */
  async accept(bytes: Buffer): Promise<void> {
    if (bytes.length > ABSOLUTE_MAX_BYTES) {
      throw new BroadcastRefused(
        'BAD_REQUEST',
        `message payload is ${bytes.length} bytes and exceeds maximum allowed ${ABSOLUTE_MAX_BYTES} bytes: bad request`,
      );
    }
    const envelope = read(bytes);
    if (envelope.header.channelId !== this.channel) {
      throw new BroadcastRefused('NOT_FOUND', `channel does not exist: ${envelope.header.channelId}`);
    }
    await this.#checkWriter(envelope);
    if (this.#closed) throw new BroadcastRefused('SERVICE_UNAVAILABLE', 'the orderer is shutting down');
    this.cutter.add(bytes);
  }

  /** Refuses new messages and cuts what has been accepted. */
  close(): void {
    this.#closed = true;
    this.cutter.flush();
  }

  async #checkWriter({ header, payload, signature }: OpenEnvelope): Promise<void> {
    const creator = this.#identify(header.creator);
    if (creator && !isCurrent(creator)) {
      throw new BroadcastRefused('BAD_REQUEST', 'broadcast client identity expired: bad request');
    }
    if (creator && (await this.signatures.verify(creator, payload, signature))) return;
    throw new BroadcastRefused('FORBIDDEN', NOT_A_WRITER);
  }

  #identify(creator: Uint8Array): Identity | undefined {
    try {
      return this.members.identify(creator);
    } catch (error) {
      if (error instanceof UnknownIdentityError) return undefined;
      throw error;
    }
  }
}

function read(bytes: Buffer): OpenEnvelope {
  try {
    return openEnvelope(bytes);
  } catch (error) {
    if (error instanceof InvalidTransaction) throw new BroadcastRefused('BAD_REQUEST', error.message);
    throw error;
  }
}
