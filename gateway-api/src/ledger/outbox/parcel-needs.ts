import type { Codes, Command, Goods } from '@baytrace/domain/ledger';

/** What one command wants to open; the planner turns needs into parcel ids from the read model. */
export type ParcelNeed =
  | { readonly kind: 'uncoded'; readonly holder: string; readonly lot: string; readonly quantity: bigint }
  | { readonly kind: 'coded'; readonly codes: Codes }
  | {
      readonly kind: 'shipment';
      readonly shipment: string;
      readonly receiver: string;
      readonly lots: readonly string[];
    };

const goodsNeeds = (holder: string, goods: readonly Goods[]): readonly ParcelNeed[] =>
  goods.map(({ lot, quantity, codes }) =>
    codes === undefined || codes.length === 0
      ? { kind: 'uncoded', holder, lot, quantity: BigInt(quantity) }
      : { kind: 'coded', codes },
  );

const countRanges = (codes: Codes): bigint =>
  codes.reduce(
    (sum, { ranges }) => sum + ranges.reduce((n, [from, upto]) => n + BigInt(upto - from), 0n),
    0n,
  );

/** Parcels a command needs, by its goods and codes. `assign-codes` needs as many uncoded units as `unitsPerCode` says. */
export const needsOf = (
  actor: string,
  command: Command,
  unitsPerCode: (locator: string) => bigint,
): readonly ParcelNeed[] => {
  switch (command.type) {
    case 'produce':
      return goodsNeeds(actor, [...command.inputs, ...command.losses]);
    case 'draw-codes':
      return [{ kind: 'coded', codes: [{ locator: command.locator, ranges: command.ranges }] }];
    case 'assign-codes': {
      const quantity = command.codes.reduce(
        (sum, entry) => sum + countRanges([entry]) * unitsPerCode(entry.locator),
        0n,
      );
      return [
        { kind: 'coded', codes: command.codes },
        { kind: 'uncoded', holder: actor, lot: command.lot, quantity },
      ];
    }
    case 'void-codes':
      return [{ kind: 'coded', codes: command.codes }];
    case 'ship':
    case 'sell':
    case 'sample':
    case 'dispose':
    case 'lose':
      return goodsNeeds(actor, command.goods);
    case 'receive':
      return [
        {
          kind: 'shipment',
          shipment: command.shipment,
          receiver: actor,
          lots: command.goods.map(({ lot }) => lot),
        },
        ...command.goods.flatMap(({ codes }) =>
          codes === undefined || codes.length === 0 ? [] : [{ kind: 'coded' as const, codes }],
        ),
      ];
    default:
      return [];
  }
};
