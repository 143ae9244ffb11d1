import type { Actor } from '../batch.js';
import { lotIdOf } from '../lot-id.js';
import type { Codes } from '../values/codes.js';
import { MemoryLedger } from './memory-ledger.js';

const asEnterprise = (id: string): Actor => ({ kind: 'enterprise', id });

const names = { 'zh-Hans': '红豆沙', 'zh-Hant': '紅豆沙', en: 'Red bean soup', pt: 'Sopa de feijão' };

/** A producer in Guangdong, an importer in Hong Kong, a shop in Macao; one product, one coded lot of it. */
// eslint-disable-next-line @typescript-eslint/explicit-module-boundary-types -- the house is its own description
export const openTradingHouse = async (units: number) => {
  const ledger = new MemoryLedger();
  const [producer, importer, shop, product, material, supplier] = Array.from({ length: 6 }, () =>
    ledger.ids.next(),
  ) as [string, string, string, string, string, string];
  const register = async (
    id: string,
    jurisdiction: 'GD' | 'HK' | 'MO',
    role: 'producer' | 'distributor',
  ): Promise<void> => {
    await ledger.run({ kind: 'authority', id: jurisdiction }, [
      { type: 'register-enterprise', enterprise: id, roles: [role], registration: '0'.repeat(64) },
    ]);
  };
  await register(producer, 'GD', 'producer');
  await register(importer, 'HK', 'distributor');
  await register(shop, 'MO', 'distributor');
  const rawFacts = {
    kind: 'raw' as const,
    material,
    supplier,
    number: 'R-1',
    unit: 'kg' as const,
    scale: 3,
    productionDate: '2026-11-01',
    expiryDate: '2027-11-01',
    origin: { country: 'CN' },
  };
  const lotFacts = {
    kind: 'finished' as const,
    product,
    number: 'L-1',
    unit: 'can' as const,
    scale: 0,
    productionDate: '2026-11-20',
    expiryDate: '2027-11-20',
    origin: { country: 'CN' },
  };
  const locator = 'ABC123';
  const lot = lotIdOf(producer, lotFacts);
  const raw = lotIdOf(producer, rawFacts);
  await ledger.run(asEnterprise(producer), [
    {
      type: 'define-product',
      product: {
        id: product,
        number: 'P-1',
        names,
        prepackaged: 'made-in-pack',
        packaging: 'can',
        netContent: { value: '320', unit: 'g' },
        unit: 'can',
        scale: 0,
        category: 'canned',
        origin: 'CN',
      },
    },
    { type: 'purchase', lot: rawFacts, quantity: '500000', documents: [] },
    {
      type: 'produce',
      inputs: [{ lot: raw, quantity: '400000' }],
      losses: [{ lot: raw, quantity: '500' }],
      outputs: [{ lot: lotFacts, quantity: String(units), files: [] }],
      documents: [],
    },
    {
      type: 'issue-codes',
      block: {
        locator,
        level: 'item',
        product,
        unitsPerCode: '1',
        count: units,
        root: '0'.repeat(64),
        template: '0'.repeat(64),
        suite: 1,
      },
    },
  ]);
  const codes = (...ranges: readonly (readonly [number, number])[]): Codes => [{ locator, ranges }];
  return {
    ledger,
    lot,
    raw,
    locator,
    product,
    material,
    supplier,
    rawFacts,
    lotFacts,
    codes,
    producer: asEnterprise(producer),
    importer: asEnterprise(importer),
    shop: asEnterprise(shop),
    ids: { producer, importer, shop },
  };
};

export type TradingHouse = Awaited<ReturnType<typeof openTradingHouse>>;

/** Draws and assigns all codes: the lot is coded throughout. */
export const codeAll = async (
  { ledger, producer, locator, lot, codes }: TradingHouse,
  units: number,
): Promise<void> => {
  const purpose = { type: 'download' as const, id: ledger.ids.next() };
  await ledger.run(producer, [
    { type: 'draw-codes', locator, ranges: [[0, units]], purpose },
    { type: 'assign-codes', lot, codes: codes([0, units]) },
  ]);
};

export const note = { type: 'delivery-note', number: 'D-1', date: '2026-11-23' };
