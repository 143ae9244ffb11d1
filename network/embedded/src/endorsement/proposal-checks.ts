import { common } from '@hyperledger/fabric-protos';
import { transactionId } from '../ledger/validation/envelope-checks.js';
import { isCurrent, UnknownIdentityError, type ChannelMembers, type Identity } from '../msp/identity.js';
import type { SignatureMemory } from '../msp/signature-memory.js';
import type { Proposal } from './proposal.js';

/** `peer.authentication.timewindow` of core.yaml. */
const TIME_WINDOW_MS = 15 * 60 * 1000;

/** A proposal is refused before the chaincode is run. */
export class ProposalRefused extends Error {
  override readonly name = 'ProposalRefused';

  constructor(
    message: string,
    /** True when an authentication filter refused: the gateway then treats the peer as unavailable. */
    readonly byFilter: boolean,
  ) {
    super(message);
  }
}

/**
 * Checks a proposal as a peer does before running the chaincode: expired certificate and time window
 * (core/handlers/auth/filter), then header, transaction id, creator and signature (core/endorser/msgvalidation.go).
 * @throws ProposalRefused
 */
export async function checkProposal(
  proposal: Proposal,
  members: ChannelMembers,
  signatures: SignatureMemory,
): Promise<Identity> {
  const creator = identify(proposal, members);
  if (creator && !isCurrent(creator)) throw new ProposalRefused('proposal client identity expired', true);
  checkTimeWindow(proposal);
  checkHeader(proposal);
  if (!creator) throw denied(proposal, 'creator org unknown, creator is malformed');
  if (await signatures.verify(creator, proposal.bytes, proposal.signature)) return creator;
  throw denied(proposal, `creator org [${creator.mspId}]`);
}

function identify(proposal: Proposal, members: ChannelMembers): Identity | undefined {
  try {
    return members.identify(proposal.header.creator);
  } catch (error) {
    if (error instanceof UnknownIdentityError) return undefined;
    throw error;
  }
}

function checkTimeWindow({ header }: Proposal): void {
  const proposed = header.timestamp?.toDate().getTime() ?? 0;
  const now = Date.now();
  if (Math.abs(now - proposed) <= TIME_WINDOW_MS) return;
  throw new ProposalRefused(
    `request unauthorized due to incorrect timestamp ${rfc3339(proposed)}, peer time ${rfc3339(now)}, ` +
      'peer.authentication.timewindow 15m0s',
    true,
  );
}

function checkHeader({ header }: Proposal): void {
  const { ENDORSER_TRANSACTION, CONFIG } = common.HeaderType;
  if (header.type !== ENDORSER_TRANSACTION && header.type !== CONFIG) {
    throw invalid(`invalid header type ${headerTypeName(header.type)}`);
  }
  if (header.epoch !== 0) throw invalid('epoch is non-zero');
  if (header.nonce.length === 0) throw invalid('nonce is empty');
  if (header.creator.length === 0) throw invalid('creator is empty');
  const expected = transactionId(header.nonce, header.creator);
  if (header.txId !== expected) {
    throw invalid(`incorrectly computed txid '${header.txId}' -- expected '${expected}'`);
  }
}

function headerTypeName(type: number): string {
  const found = Object.entries(common.HeaderType).find(([, value]) => value === type);
  return found?.[0] ?? String(type);
}

function denied({ header }: Proposal, reason: string): ProposalRefused {
  return invalid(`access denied: channel [${header.channelId}] ${reason}`);
}

function invalid(reason: string): ProposalRefused {
  return new ProposalRefused(`error validating proposal: ${reason}`, false);
}

function rfc3339(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d+Z$/, 'Z');
}
