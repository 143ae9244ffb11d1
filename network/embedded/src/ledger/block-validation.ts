import { peer } from '@hyperledger/fabric-protos';
import type { Definitions } from '../channel/definitions.js';
import { UnknownIdentityError, type ChannelMembers, type Identity } from '../msp/identity.js';
import type { SignatureMemory } from '../msp/signature-memory.js';
import type { StateReader } from './state-database.js';
import { transactionKey } from './state-keys.js';
import { openEffect, openEnvelope, type ChaincodeEffect, type TransactionAction } from './transaction.js';
import { InvalidTransaction, type ValidationCode } from './validation-code.js';
import { checkEffect } from './validation/effect-checks.js';
import { EndorsementPolicies, type ChangedPolicies } from './validation/endorsement-policies.js';
import { checkEnvelope, type CheckedEnvelope } from './validation/envelope-checks.js';

const { TxValidationCode: Code } = peer;

/** A transaction after the checks that do not depend on the order within the block. */
export interface EndorsementVerdict {
  code: ValidationCode;
  /** Empty when the envelope could not be read so far. */
  readonly txId: string;
  readonly effect: ChaincodeEffect | undefined;
}

/** What validation needs to know about the channel. */
export interface ValidationContext {
  readonly channel: string;
  readonly members: ChannelMembers;
  readonly signatures: SignatureMemory;
  readonly definitions: Definitions;
  readonly state: StateReader;
}

interface SignatureVerdict {
  readonly checked?: CheckedEnvelope;
  readonly signers: readonly Identity[];
  readonly failure?: InvalidTransaction;
  /** Id in the header of an envelope that failed; empty when unreadable. */
  readonly failedTxId?: string;
}

/**
 * Everything before MVCC: form, signatures, duplicates, endorsement policies
 * (core/committer/txvalidator/v20/validator.go). Signatures are verified in parallel, the rest in block order.
 */
export async function checkEndorsements(
  envelopes: readonly Uint8Array[],
  context: ValidationContext,
): Promise<EndorsementVerdict[]> {
  const signatures = await Promise.all(envelopes.map((bytes) => checkSignatures(bytes, context)));
  const policies = new EndorsementPolicies(context.state, context.definitions);
  const changed: ChangedPolicies = new Set();
  const seen = new Set<string>();
  return signatures.map((verdict) => {
    const result = judge(verdict, context, policies, changed);
    if (result.code === Code.VALID && seen.has(result.txId)) result.code = Code.DUPLICATE_TXID;
    if (result.code === Code.VALID) seen.add(result.txId);
    return result;
  });
}

async function checkSignatures(bytes: Uint8Array, context: ValidationContext): Promise<SignatureVerdict> {
  try {
    const checked = await checkEnvelope(bytes, context.members, context.signatures);
    return { checked, signers: await validEndorsers(checked.action, context) };
  } catch (error) {
    if (error instanceof InvalidTransaction)
      return { failure: error, signers: [], failedTxId: readTxId(bytes) };
    throw error;
  }
}

function judge(
  { checked, signers, failure, failedTxId = '' }: SignatureVerdict,
  context: ValidationContext,
  policies: EndorsementPolicies,
  changed: ChangedPolicies,
): EndorsementVerdict {
  if (!checked) {
    return { code: failure?.code ?? Code.INVALID_OTHER_REASON, txId: failedTxId, effect: undefined };
  }
  const { header } = checked.envelope;
  try {
    if (header.channelId !== context.channel) {
      throw new InvalidTransaction(Code.TARGET_CHAIN_NOT_FOUND, `channel ${header.channelId}`);
    }
    if (context.state.get(transactionKey(header.txId)))
      throw new InvalidTransaction(Code.DUPLICATE_TXID, header.txId);
    if (!header.extensionReadable) throw new InvalidTransaction(Code.BAD_HEADER_EXTENSION, 'unreadable');
    const effect = openEffect(checked.action.chaincodeAction);
    const namespaces = checkEffect(effect, header.chaincode);
    policies.check(effect, namespaces, signers, changed);
    EndorsementPolicies.noteChanges(effect, changed);
    return { code: Code.VALID, txId: header.txId, effect };
  } catch (error) {
    if (error instanceof InvalidTransaction)
      return { code: error.code, txId: header.txId, effect: undefined };
    throw error;
  }
}

function readTxId(bytes: Uint8Array): string {
  try {
    return openEnvelope(bytes).header.txId;
  } catch (error) {
    if (error instanceof InvalidTransaction) return '';
    throw error;
  }
}

/** Distinct endorsers whose signature over (response payload || endorser) is good. */
async function validEndorsers(action: TransactionAction, context: ValidationContext): Promise<Identity[]> {
  const verdicts = await Promise.all(
    action.endorsements.map(async (endorsement) => {
      const endorser = endorsement.getEndorser_asU8();
      const identity = identifyOrSkip(context.members, endorser);
      if (!identity) return undefined;
      const message = Buffer.concat([action.proposalResponsePayload, endorser]);
      const good = await context.signatures.verify(identity, message, endorsement.getSignature_asU8());
      return good ? identity : undefined;
    }),
  );
  const distinct = new Map<string, Identity>();
  for (const identity of verdicts) if (identity) distinct.set(identity.digest.toString('base64'), identity);
  return [...distinct.values()];
}

function identifyOrSkip(members: ChannelMembers, serialized: Uint8Array): Identity | undefined {
  try {
    return members.identify(serialized);
  } catch (error) {
    if (error instanceof UnknownIdentityError) return undefined;
    throw error;
  }
}
