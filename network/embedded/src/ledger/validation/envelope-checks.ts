import { common, peer } from '@hyperledger/fabric-protos';
import { sha256 } from '../../cryptography/ecdsa.js';
import { UnknownIdentityError, type ChannelMembers, type Identity } from '../../msp/identity.js';
import type { SignatureMemory } from '../../msp/signature-memory.js';
import { openAction, openEnvelope, type OpenEnvelope, type TransactionAction } from '../transaction.js';
import { InvalidTransaction } from '../validation-code.js';

const { TxValidationCode: Code } = peer;
const { ENDORSER_TRANSACTION, CONFIG, CONFIG_UPDATE } = common.HeaderType;

/** An endorser transaction whose form, creator and binding to its proposal are right. */
export interface CheckedEnvelope {
  readonly envelope: OpenEnvelope;
  readonly action: TransactionAction;
}

/**
 * Form, creator's signature, transaction id and proposal hash, in Fabric's order
 * (core/common/validation/msgvalidation.go ValidateTransaction).
 * @throws InvalidTransaction
 */
export async function checkEnvelope(
  bytes: Uint8Array,
  members: ChannelMembers,
  signatures: SignatureMemory,
): Promise<CheckedEnvelope> {
  if (bytes.length === 0) throw new InvalidTransaction(Code.NIL_ENVELOPE, 'nil envelope');
  const envelope = openEnvelope(bytes);
  checkCommonHeader(envelope);
  await checkCreatorSignature(envelope, members, signatures);
  const { header } = envelope;
  if (header.type !== ENDORSER_TRANSACTION) {
    throw new InvalidTransaction(Code.UNSUPPORTED_TX_PAYLOAD, `unsupported type ${header.type}`);
  }
  if (transactionId(header.nonce, header.creator) !== header.txId) {
    throw new InvalidTransaction(Code.BAD_PROPOSAL_TXID, 'transaction id is not sha256(nonce, creator)');
  }
  const action = openAction(envelope.data);
  const hash = sha256(header.channelHeader, action.signatureHeader, action.chaincodeProposalPayload);
  if (!hash.equals(action.proposalHash)) {
    throw new InvalidTransaction(Code.INVALID_ENDORSER_TRANSACTION, 'proposal hash does not match');
  }
  return { envelope, action };
}

/** hex(sha256(nonce || creator)) (protoutil/proputils.go ComputeTxID). */
export function transactionId(nonce: Uint8Array, creator: Uint8Array): string {
  return sha256(nonce, creator).toString('hex');
}

function checkCommonHeader({ header }: OpenEnvelope): void {
  const reasons = [
    [
      ![ENDORSER_TRANSACTION, CONFIG, CONFIG_UPDATE].some((type) => type === header.type),
      'invalid header type',
    ],
    [header.epoch !== 0, 'epoch is not 0'],
    [header.nonce.length === 0, 'no nonce'],
    [header.creator.length === 0, 'no creator'],
  ] as const;
  const found = reasons.find(([bad]) => bad);
  if (found) throw new InvalidTransaction(Code.BAD_COMMON_HEADER, found[1]);
}

async function checkCreatorSignature(
  envelope: OpenEnvelope,
  members: ChannelMembers,
  signatures: SignatureMemory,
): Promise<void> {
  const creator = identifyCreator(members, envelope.header.creator);
  if (await signatures.verify(creator, envelope.payload, envelope.signature)) return;
  throw new InvalidTransaction(Code.BAD_CREATOR_SIGNATURE, "the creator's signature is not valid");
}

function identifyCreator(members: ChannelMembers, creator: Uint8Array): Identity {
  try {
    return members.identify(creator);
  } catch (error) {
    if (error instanceof UnknownIdentityError) {
      throw new InvalidTransaction(Code.BAD_CREATOR_SIGNATURE, error.message);
    }
    throw error;
  }
}
