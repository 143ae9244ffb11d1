import type {
  BlockKey,
  CodeBlock,
  CodeStatus,
  DirectoryCard,
  Enterprise,
  GatewayKey,
  Lot,
  LotHold,
  LotStatus,
  Movement,
  Product,
  TradeDetails,
} from '@baytrace/domain/ledger';
import type { EntityManager } from 'typeorm';
import type { DecodedTransaction, PrivateWrite, StateWrite } from './decode-block.js';
import {
  projectBlockKey,
  projectCodeBlock,
  projectCodeStatus,
  projectTradeDetails,
} from './projectors/codes.js';
import { projectDirectoryCard, projectEnterprise, projectGatewayKey } from './projectors/enterprises.js';
import { projectLot, projectLotHold, projectLotStatus, projectProduct } from './projectors/lots.js';
import { projectMovement } from './projectors/movements.js';
import type { Position } from './projectors/position.js';

type Project = (position: Position, value: unknown, movement: Movement | undefined) => Promise<void>;

const issuedBy = (movement: Movement | undefined, locator: string): string =>
  movement?.commands.find(
    ({ command }) => command.type === 'issue-codes' && command.block.locator === locator,
  )?.command.id ?? '';

/** Lots before their status and holds; movements last. Parcels are projected from the movement record. */
const publicProjectors: readonly (readonly [type: string, project: Project])[] = [
  ['enterprise', (at, value) => projectEnterprise(at, value as Enterprise)],
  ['gateway-key', (at, value) => projectGatewayKey(at, value as GatewayKey)],
  ['product', (at, value) => projectProduct(at, value as Product)],
  ['lot', (at, value) => projectLot(at, value as Lot)],
  ['lot-status', (at, value) => projectLotStatus(at, value as LotStatus)],
  ['lot-hold', (at, value) => projectLotHold(at, value as LotHold)],
  [
    'code-block',
    (at, value, m) => projectCodeBlock(at, value as CodeBlock, issuedBy(m, (value as CodeBlock).locator)),
  ],
  ['code-status', (at, value) => projectCodeStatus(at, value as CodeStatus)],
  ['movement', (at, value) => projectMovement(at, value as Movement)],
];

const privateProjectors: Readonly<Record<string, Project | undefined>> = {
  'directory-card': (at, value) => projectDirectoryCard(at, value as DirectoryCard),
  'block-key': (at, value) => projectBlockKey(at, value as BlockKey),
  'trade-details': (at, value) => projectTradeDetails(at, value as TradeDetails),
};

const parse = (write: StateWrite): unknown =>
  write.value === undefined ? undefined : JSON.parse(write.value);

const projectPrivate = async (position: Position, write: PrivateWrite): Promise<void> => {
  const value = parse(write);
  if (value !== undefined) await privateProjectors[write.type]?.(position, value, undefined);
};

/** Writes one transaction and, when it is VALID, all its rows; returns the movements it carries. */
export const projectTransaction = async (
  manager: EntityManager,
  block: bigint,
  transaction: DecodedTransaction,
): Promise<readonly Movement[]> => {
  const position: Position = { manager, block, transaction };
  await manager.query(
    `INSERT INTO ledger.transaction (id, block, position, code, creator_msp, time, endorsers)
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (id) DO NOTHING`,
    [
      transaction.id,
      block.toString(),
      transaction.position,
      transaction.code,
      transaction.creatorMsp,
      new Date(transaction.time),
      transaction.endorsers,
    ],
  );
  const values = transaction.writes.map((write) => ({ type: write.type, value: parse(write) }));
  const movements = values.filter(({ type }) => type === 'movement').map(({ value }) => value as Movement);
  for (const [type, project] of publicProjectors) {
    for (const { value } of values.filter((write) => write.type === type && write.value !== undefined)) {
      await project(position, value, movements[0]);
    }
  }
  for (const write of transaction.privateWrites) await projectPrivate(position, write);
  return movements;
};
