import { common, peer } from '@hyperledger/fabric-protos';
import type { ChannelContext } from '../channel/channel-context.js';
import { blockHeaderHash } from '../ledger/block-hash.js';
import { ChannelLedger } from '../ledger/channel-ledger.js';
import { findTransaction } from '../ledger/committed-transaction.js';
import type { StateView } from '../ledger/state-database.js';

/** A query to a system chaincode was refused; the text becomes a chaincode response with this status. */
export class SystemQueryRefused extends Error {
  override readonly name = 'SystemQueryRefused';

  constructor(
    message: string,
    readonly status: 404 | 500 = 500,
  ) {
    super(message);
  }
}

/** Functions of which access control knows the policy (core/aclmgmt/defaultaclprovider.go). */
const FUNCTIONS: readonly string[] = [
  'GetBlockByNumber',
  'GetBlockByHash',
  'GetTransactionByID',
  'GetBlockByTxID',
];

/**
 * The query system chaincode: height, blocks and transactions as a peer at this state knows them
 * (core/scc/qscc/query.go).
 * @param args function name, channel, third argument
 * @throws SystemQueryRefused
 */
export async function queryLedger(
  context: ChannelContext,
  view: StateView,
  args: readonly Uint8Array[],
): Promise<Uint8Array> {
  const [name = '', channel = ''] = args.map((arg) => Buffer.from(arg).toString());
  const argument = args[2];
  if (channel !== context.channel) throw new SystemQueryRefused(`Invalid chain ID, ${channel}`);
  if (name === 'GetChainInfo') return await chainInfo(context, view);
  if (!argument) throw new SystemQueryRefused(`missing 3rd argument for ${name}`);
  if (!FUNCTIONS.includes(name)) {
    throw new SystemQueryRefused(
      `access denied for [${name}][${channel}]: [Unmapped policy for qscc/${name}]`,
    );
  }
  switch (name) {
    case 'GetBlockByNumber':
      return await blockByNumber(context, view, Buffer.from(argument).toString());
    case 'GetBlockByHash':
      return await blockByHash(context, view, argument);
    case 'GetTransactionByID':
      return await transactionById(context, view, Buffer.from(argument).toString());
    default:
      return await blockByTransaction(context, view, Buffer.from(argument).toString());
  }
}

async function chainInfo(context: ChannelContext, view: StateView): Promise<Uint8Array> {
  const last = common.Block.deserializeBinary(await context.ledger.readBlock(view.height - 1)).getHeader();
  const previous = last?.getPreviousHash_asU8() ?? new Uint8Array();
  const info = new common.BlockchainInfo();
  info.setHeight(view.height);
  info.setCurrentblockhash(
    blockHeaderHash(view.height - 1, previous, last?.getDataHash_asU8() ?? new Uint8Array()),
  );
  info.setPreviousblockhash(previous);
  return info.serializeBinary();
}

async function blockByNumber(context: ChannelContext, view: StateView, text: string): Promise<Uint8Array> {
  if (!/^\d+$/.test(text)) {
    throw new SystemQueryRefused(
      `Failed to parse block number with error strconv.ParseUint: parsing ${JSON.stringify(text)}: invalid syntax`,
    );
  }
  const number = Number(text);
  if (number < view.height) return await context.ledger.readBlock(number);
  throw new SystemQueryRefused(
    `Failed to get block number ${number}, error no such block number [${number}] in index`,
  );
}

async function blockByHash(context: ChannelContext, view: StateView, hash: Uint8Array): Promise<Uint8Array> {
  const number = ChannelLedger.blockNumber(view, hash);
  if (number !== undefined) return await context.ledger.readBlock(number);
  const text = Buffer.from(hash).toString('hex');
  throw new SystemQueryRefused(
    `Failed to get block hash ${Buffer.from(hash).toString()}, error no such block hash [${text}] in index`,
  );
}

async function transactionById(context: ChannelContext, view: StateView, txId: string): Promise<Uint8Array> {
  const found = findTransaction(view, txId);
  if (!found) {
    throw new SystemQueryRefused(
      `Failed to get transaction with id ${txId}, error no such transaction ID [${txId}] in index`,
    );
  }
  const block = common.Block.deserializeBinary(await context.ledger.readBlock(found.block));
  const bytes = block.getData()?.getDataList_asU8()[found.tx] ?? new Uint8Array();
  const transaction = new peer.ProcessedTransaction();
  transaction.setTransactionenvelope(common.Envelope.deserializeBinary(bytes));
  transaction.setValidationcode(found.code);
  return transaction.serializeBinary();
}

async function blockByTransaction(
  context: ChannelContext,
  view: StateView,
  txId: string,
): Promise<Uint8Array> {
  const found = findTransaction(view, txId);
  if (found) return await context.ledger.readBlock(found.block);
  throw new SystemQueryRefused(
    `Failed to get block for txID ${txId}, error no such transaction ID [${txId}] in index`,
  );
}
