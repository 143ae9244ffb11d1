import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { common, peer } from '@hyperledger/fabric-protos';
import { BlockFile } from './block-file.js';
import { assembleBlock, commitHashOf, validationCodes, type ChainTip } from './block-assembly.js';
import { blockHeaderHash } from './block-hash.js';
import { indexBlock, indexTransaction } from './block-index.js';
import { checkEndorsements, type EndorsementVerdict, type ValidationContext } from './block-validation.js';
import { readContent, readEffect, validEffects, type BlockContent } from './block-content.js';
import { CommittedUpdates } from './commit-hash.js';
import { openEnvelope, type ChaincodeEffect } from './transaction.js';
import { PrivateDataRetention, type Removal } from './private-data-retention.js';
import { PrivateDataStore, type CommittedPrivateSet } from './private-data-store.js';
import { matchingPrivateSets } from './private-data-matching.js';
import { StateDatabase, type StateReader, type StateView } from './state-database.js';
import { blockHashKey, blockOffsetKey } from './state-keys.js';
import { UpdateBatch } from './update-batch.js';
import { InvalidTransaction, type ValidationCode } from './validation-code.js';
import { checkReads } from './validation/read-conflicts.js';
import { applyWrites, type BlockUpdates } from './write-application.js';
import type { SigningIdentity } from '../msp/identity.js';

const { TxValidationCode: Code } = peer;

/** What the ledger needs besides its folder. */
export interface LedgerContext extends Omit<ValidationContext, 'state'> {
  readonly orderer: SigningIdentity;
}

/** A block that has just become durable. */
export interface CommittedBlock {
  readonly number: number;
  /** Ids of its transactions, readable ones only. */
  readonly txIds: readonly string[];
  /** The state after it. Each listener that keeps it must retain it. */
  readonly view: StateView;
}

/**
 * One channel's chain: blocks in a checksummed file, private data beside it, world state derived from both.
 * Nothing is reported before it is on disk; after a crash the file's torn tail is cut off and the state catches up.
 */
export class ChannelLedger {
  readonly #retention: PrivateDataRetention;
  #tip: ChainTip = { height: 0, blockHash: Buffer.alloc(0), commitHash: Buffer.alloc(0) };

  private constructor(
    private readonly context: LedgerContext,
    private readonly blocks: BlockFile,
    private readonly state: StateDatabase,
    readonly privateData: PrivateDataStore,
  ) {
    this.#retention = new PrivateDataRetention(state, context.definitions);
  }

  /** Opens a channel's ledger in a folder and brings the state up to the last whole block. */
  static async open(folder: string, context: LedgerContext): Promise<ChannelLedger> {
    await mkdir(folder, { recursive: true });
    const blocks = await BlockFile.open(join(folder, 'blocks'));
    const privateData = await PrivateDataStore.open(join(folder, 'private'));
    const state = await openState(join(folder, 'state'), await blocks.size());
    const ledger = new ChannelLedger(context, blocks, state, privateData);
    await ledger.#recover();
    return ledger;
  }

  /** Number of blocks. */
  get height(): number {
    return this.#tip.height;
  }

  /** The state now; the caller owns a reference. */
  view(): StateView {
    return this.state.view(this.#tip.height);
  }

  /** The bytes of a block. The block must exist in `view`'s chain. */
  async readBlock(number: number): Promise<Buffer> {
    const offset = this.state.get(blockOffsetKey(number));
    if (!offset) throw new RangeError(`no such block number [${number}] in the ledger`);
    return await this.blocks.read(Number(offset.readBigUInt64BE(0)));
  }

  /** Number of the block with this header hash in a state; undefined when there is none. */
  static blockNumber(state: StateReader, hash: Uint8Array): number | undefined {
    const bytes = state.get(blockHashKey(hash));
    return bytes && Number(bytes.readBigUInt64BE(0));
  }

  /** Writes block 0. Only on an empty chain. */
  async commitGenesis(envelope: Uint8Array): Promise<CommittedBlock> {
    const { txId } = openEnvelope(envelope).header;
    const content = { codes: [Code.VALID], txIds: [txId], effects: [undefined] };
    return await this.#write([envelope], content, [], this.#updates());
  }

  /** Validates a batch of envelopes, makes the next block of it and applies the valid ones. One call at a time. */
  async commit(envelopes: readonly Uint8Array[]): Promise<CommittedBlock> {
    const number = this.#tip.height;
    const verdicts = await checkEndorsements(envelopes, { ...this.context, state: this.state });
    const updates = this.#updates();
    const privateSets: CommittedPrivateSet[] = [];
    const effects = verdicts.map(({ effect }, tx) => effect ?? readEffect(envelopes[tx] ?? new Uint8Array()));
    for (const [tx, verdict] of verdicts.entries()) {
      await checkConflicts(verdict, updates.batch);
      const effect = effects[tx];
      if (!effect) continue;
      const sets = matchingPrivateSets(verdict.txId, tx, effect, this.privateData);
      this.#apply(verdict.code, effect, sets, { block: number, tx }, updates);
      privateSets.push(...sets);
    }
    const codes = verdicts.map(({ code }) => code);
    const content = { codes, txIds: verdicts.map(({ txId }) => txId), effects };
    const removals = await this.#retention.removals(number, validEffects(content), updates.batch);
    const committed = await this.#write(envelopes, content, privateSets, updates, removals);
    await this.privateData.dropTransient(privateSets.length === 0 ? [] : [...new Set(content.txIds)]);
    await this.privateData.dropExpired(this.height);
    return committed;
  }

  async close(): Promise<void> {
    await this.blocks.close();
    await this.state.close();
    await this.privateData.close();
  }

  /** Private data first, then the block, both on disk; then the state, which can be rebuilt from them. */
  async #write(
    envelopes: readonly Uint8Array[],
    content: BlockContent,
    privateSets: readonly CommittedPrivateSet[],
    updates: BlockUpdates,
    removals: readonly Removal[] = [],
  ): Promise<CommittedBlock> {
    const number = this.#tip.height;
    const assembled = assembleBlock(
      this.#tip,
      envelopes,
      content.codes,
      updates.committed,
      this.context.orderer,
    );
    await this.privateData.commit(number, privateSets);
    const offset = await this.blocks.append(assembled.bytes);
    for (const remove of removals) await remove(this.privateData);
    await this.#finish(updates.batch, content, offset, this.blocks.end, assembled.tip);
    return { number, txIds: content.txIds, view: this.view() };
  }

  async #finish(
    batch: UpdateBatch,
    content: BlockContent,
    offset: number,
    next: number,
    tip: ChainTip,
  ): Promise<void> {
    const number = tip.height - 1;
    content.txIds.forEach((txId, tx) => {
      indexTransaction(batch, txId, number, tx, content.codes[tx] ?? Code.NOT_VALIDATED);
    });
    indexBlock(batch, number, offset, tip.blockHash);
    await this.state.apply(batch.changes(), {
      height: tip.height,
      offset: next,
      blockHash: tip.blockHash.toString('hex'),
      commitHash: tip.commitHash.toString('hex'),
    });
    this.#tip = tip;
  }

  /** Private values of invalid transactions are stored as well, though not in the state (kv_ledger.go commit…Store). */
  #apply(
    code: ValidationCode | undefined,
    effect: ChaincodeEffect,
    privateSets: readonly CommittedPrivateSet[],
    version: { block: number; tx: number },
    updates: BlockUpdates,
  ): void {
    const { definitions } = this.context;
    if (code === Code.VALID)
      applyWrites(effect.namespaces, privateSets, version, updates, { state: this.state, definitions });
    if (code === Code.VALID || privateSets.length > 0)
      this.#retention.track(effect, privateSets, version, updates.batch);
  }

  #updates(): BlockUpdates {
    return { batch: new UpdateBatch(this.state), committed: new CommittedUpdates() };
  }

  async #recover(): Promise<void> {
    const savepoint = this.state.savepoint;
    this.#tip = {
      height: savepoint.height,
      blockHash: Buffer.from(savepoint.blockHash, 'hex'),
      commitHash: Buffer.from(savepoint.commitHash, 'hex'),
    };
    await this.blocks.recover(savepoint.offset, async ({ offset, next, payload }) => {
      await this.#replay(common.Block.deserializeBinary(payload), offset, next);
    });
    await this.privateData.dropBlocksFrom(this.#tip.height);
  }

  /** Applies a stored block again, with the validation codes it carries. */
  async #replay(block: common.Block, offset: number, next: number): Promise<void> {
    const number = this.#tip.height;
    const codes = validationCodes(block);
    const updates = this.#updates();
    const content = readContent(block, codes);
    const privateSets = await this.privateData.ofBlock(number);
    for (const [tx, effect] of content.effects.entries()) {
      if (!effect) continue;
      const sets = privateSets.filter((set) => set.tx === tx);
      this.#apply(codes[tx], effect, sets, { block: number, tx }, updates);
    }
    const removals = await this.#retention.removals(number, validEffects(content), updates.batch);
    for (const remove of removals) await remove(this.privateData);
    const header = block.getHeader() ?? new common.BlockHeader();
    const blockHash = blockHeaderHash(number, header.getPreviousHash_asU8(), header.getDataHash_asU8());
    const tip = { height: number + 1, blockHash, commitHash: commitHashOf(block) };
    await this.#finish(updates.batch, content, offset, next, tip);
  }
}

/** Opens the state; a state ahead of the block file (a restored copy, a shortened file) is dropped and rebuilt. */
async function openState(folder: string, blockFileSize: number): Promise<StateDatabase> {
  const state = await StateDatabase.open(folder);
  if (state.savepoint.offset <= blockFileSize) return state;
  await state.close();
  await StateDatabase.destroy(folder);
  return await StateDatabase.open(folder);
}

async function checkConflicts(verdict: EndorsementVerdict, batch: UpdateBatch): Promise<void> {
  if (verdict.code !== Code.VALID || !verdict.effect) return;
  try {
    await checkReads(verdict.effect.namespaces, batch);
  } catch (error) {
    if (!(error instanceof InvalidTransaction)) throw error;
    verdict.code = error.code;
  }
}
