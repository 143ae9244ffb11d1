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

/** Header types that are not ordered as they come. This ledger's configuration never changes. */
const REFUSED_TYPES: ReadonlyMap<number, string> = new Map<number, string>([
  [common.HeaderType.CONFIG, 'message is of type that cannot be processed directly'],
  [common.HeaderType.ORDERER_TRANSACTION, 'message is of type that is no longer supported'],
  [common.HeaderType.CONFIG_UPDATE, 'configuration updates are not supported by this ledger'],
]);

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

  /** Takes a signed envelope for ordering, by Fabric's checks in Fabric's order. @throws BroadcastRefused */
  async accept(bytes: Buffer): Promise<void> {
    const envelope = read(bytes);
    this.#checkDestination(envelope);
    checkSize(envelope);
    await this.#checkWriter(envelope);
    if (this.#closed) throw new BroadcastRefused('SERVICE_UNAVAILABLE', 'the orderer is shutting down');
    this.cutter.add(bytes);
  }

  /** Refuses new messages and cuts what has been accepted. */
  close(): void {
    this.#closed = true;
    this.cutter.flush();
  }

  /** The channel, and whether clients may send such messages (multichannel/registrar.go BroadcastChannelSupport). */
  #checkDestination({ header }: OpenEnvelope): void {
    if (header.channelId !== this.channel)
      throw new BroadcastRefused('BAD_REQUEST', 'channel does not exist');
    const refusal = REFUSED_TYPES.get(header.type);
    if (refusal !== undefined) throw new BroadcastRefused('BAD_REQUEST', refusal);
  }

  async #checkWriter({ header, payload, signature }: OpenEnvelope): Promise<void> {
    const creator = this.#identify(header.creator);
    if (creator && !isCurrent(creator)) {
      throw new BroadcastRefused('BAD_REQUEST', 'broadcast client identity expired');
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

/** orderer/common/msgprocessor/sizefilter.go */
function checkSize({ payload, signature }: OpenEnvelope): void {
  const size = payload.length + signature.length;
  if (size <= ABSOLUTE_MAX_BYTES) return;
  throw new BroadcastRefused(
    'BAD_REQUEST',
    `message payload is ${size} bytes and exceeds maximum allowed ${ABSOLUTE_MAX_BYTES} bytes`,
  );
}

function read(bytes: Buffer): OpenEnvelope {
  try {
    return openEnvelope(bytes);
  } catch (error) {
    if (!(error instanceof InvalidTransaction)) throw error;
    throw new BroadcastRefused('BAD_REQUEST', `could not determine channel ID: ${error.message}`);
  }
}
