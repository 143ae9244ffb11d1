import { codeStatusPageSize, type Codes } from '../values/codes.js';
import type { Batch } from '../batch.js';
import type { Command } from '../commands/index.js';
import { jurisdictions } from '../jurisdiction.js';
import { keys, keyText, type LedgerKey } from '../keys.js';
import { lotIdOf } from '../lot-id.js';
import type { Parcel } from '../values/parcel.js';
import { World, type LedgerValue } from './world.js';

/** Reads one committed value; `undefined` where the key is absent. */
export type ReadState = (key: LedgerKey) => Promise<LedgerValue | undefined>;

const codesNamedBy = (command: Command): Codes => {
  switch (command.type) {
    case 'draw-codes':
    case 'set-code-status':
      return [{ locator: command.locator, ranges: command.ranges }];
    case 'assign-codes':
    case 'void-codes':
      return command.codes;
    case 'ship':
    case 'receive':
    case 'sell':
    case 'sample':
    case 'dispose':
    case 'lose':
      return command.goods.flatMap((goods) => goods.codes ?? []);
    default:
      return [];
  }
};

const lotKeys = (lot: string): readonly LedgerKey[] => [
  keys.lot(lot),
  keys.lotStatus(lot),
  ...jurisdictions.map((jurisdiction) => keys.lotHold(lot, jurisdiction)),
];

const statusKeys = (codes: Codes): readonly LedgerKey[] =>
  codes.flatMap(({ locator, ranges }) => {
    const pages = new Set<number>();
    for (const [from, upto] of ranges) {
      for (let p = Math.floor(from / codeStatusPageSize); p * codeStatusPageSize < upto; p++) pages.add(p);
    }
    return [...pages].map((page) => keys.codeStatus(locator, page));
  });

const nounsOf = (enterprise: string, command: Command): readonly LedgerKey[] => {
  switch (command.type) {
    case 'register-enterprise':
    case 'set-enterprise-status':
      return [keys.enterprise(command.enterprise)];
    case 'publish-gateway-key':
      return [keys.gatewayKey(command.jurisdiction)];
    case 'define-product':
      return [keys.product(enterprise, command.product.id)];
    case 'purchase':
      return [
        ...lotKeys(lotIdOf(enterprise, command.lot)),
        ...(command.lot.kind === 'raw' ? [] : [keys.product(enterprise, command.lot.product)]),
      ];
    case 'produce':
      return [
        ...command.inputs.flatMap(({ lot }) => lotKeys(lot)),
        ...command.losses.flatMap(({ lot }) => lotKeys(lot)),
        ...command.outputs.flatMap(({ lot }) => [
          ...lotKeys(lotIdOf(enterprise, lot)),
          keys.product(enterprise, lot.product),
        ]),
      ];
    case 'attach-file':
    case 'set-lot-status':
    case 'hold-lot':
    case 'assign-codes':
      return lotKeys(command.lot);
    case 'issue-codes':
      return [keys.codeBlock(command.block.locator), keys.product(enterprise, command.block.product)];
    case 'ship':
      return [keys.enterprise(command.to), ...command.goods.flatMap(({ lot }) => lotKeys(lot))];
    case 'receive':
    case 'sell':
    case 'sample':
    case 'dispose':
    case 'lose':
      return command.goods.flatMap(({ lot }) => lotKeys(lot));
    default:
      return [];
  }
};

const partiesOf = (parcel: Parcel): readonly string[] =>
  parcel.kind === 'goods' && parcel.transit !== undefined
    ? [parcel.holder, parcel.transit.to]
    : [parcel.holder];

/**
 * Loads every key a batch may read, each once and in a fixed order, so that all peers record the same read set.
 * Senders and receivers of opened parcels are loaded too: a receipt reads its counterparty, and a parcel on its way
 * is guarded by its receiver's jurisdiction.
 */
export const loadWorld = async (batch: Batch, read: ReadState): Promise<World> => {
  const loaded = new Map<string, LedgerValue | undefined>();
  const load = async (wanted: readonly LedgerKey[]): Promise<void> => {
    for (const key of wanted) {
      const text = keyText(key);
      if (!loaded.has(text)) loaded.set(text, await read(key));
    }
  };
  if (batch.actor.kind === 'enterprise') await load([keys.enterprise(batch.actor.id)]);
  await load(batch.open.map(keys.parcel));
  const opened = [...loaded.entries()].flatMap(([text, value]) =>
    text.startsWith('parcel\u0000') && value !== undefined ? [value as Parcel] : [],
  );
  await load(opened.flatMap(partiesOf).map(keys.enterprise));
  for (const command of batch.commands) {
    await load(nounsOf(batch.actor.id, command));
    const codes = codesNamedBy(command);
    await load(codes.map(({ locator }) => keys.codeBlock(locator)));
    await load(statusKeys(codes));
  }
  await load(opened.flatMap((parcel) => parcel.codes.map(({ locator }) => keys.codeBlock(locator))));
  return new World(loaded);
};
