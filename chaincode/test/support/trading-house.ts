import {
  lotIdOf,
  type Codes,
  type DirectoryCard,
  type EnterpriseRole,
  type Jurisdiction,
  type NewLot,
  type Parcel,
  type ProductFacts,
  type TradeDetails,
} from '@baytrace/domain/ledger';
import { newId, Participant, salt, type Draft } from './participant.js';
import type { RunningChaincode } from './running-chaincode.js';

const zeros = '0'.repeat(64);

/** Regulators, gateways and enterprises of the three jurisdictions, registered on a running ledger. */
export interface TradingHouse {
  readonly authority: Readonly<Record<Jurisdiction, Participant>>;
  readonly gateway: Readonly<Record<Jurisdiction, Participant>>;
  /** Producer in Guangdong. */
  readonly producer: Participant;
  /** Distributor in Hong Kong. */
  readonly importer: Participant;
  /** Distributor in Macao. */
  readonly shop: Participant;
  readonly product: string;
}

export const directoryCard = (enterprise: string, jurisdiction: Jurisdiction): DirectoryCard => ({
  v: 1,
  enterprise,
  jurisdiction,
  name: 'Example Foods',
  premisesType: 'factory',
  recallContact: 'recall@example.com',
  salt: salt(),
});

export const registration = (enterprise: string, role: EnterpriseRole): Draft => ({
  type: 'register-enterprise',
  enterprise,
  roles: [role],
  registration: zeros,
});

/** Registers an enterprise and gives it a certificate of its jurisdiction. */
export const admit = async (
  chaincode: RunningChaincode,
  authority: Participant,
  jurisdiction: Jurisdiction,
  role: EnterpriseRole,
): Promise<Participant> => {
  const enterprise = newId();
  await authority.done([registration(enterprise, role)], {
    transient: { directory: { [enterprise]: directoryCard(enterprise, jurisdiction) } },
  });
  const client = await chaincode.client(jurisdiction, { role: 'enterprise', enterprise });
  return new Participant(client, { kind: 'enterprise', id: enterprise });
};

export const productFacts = (id: string): ProductFacts => ({
  id,
  number: 'P-1',
  names: { 'zh-Hans': '红豆沙', 'zh-Hant': '紅豆沙', en: 'Red bean soup', pt: 'Sopa de feijão' },
  prepackaged: 'made-in-pack',
  packaging: 'can',
  netContent: { value: '320', unit: 'g' },
  unit: 'can',
  scale: 0,
  category: 'canned',
  origin: 'CN',
});

const dates = { productionDate: '2024-05-20', expiryDate: '2099-05-20', origin: { country: 'CN' } };

/** A raw-material lot of a supplier that nobody else names. */
export const rawLot = (): NewLot => ({
  kind: 'raw',
  material: newId(),
  supplier: newId(),
  number: 'R-1',
  unit: 'kg',
  scale: 3,
  ...dates,
});

export const finishedLot = (
  product: string,
  number: string,
): NewLot & { kind: 'finished' | 'by-product' } => ({
  kind: 'finished',
  product,
  number,
  unit: 'can',
  scale: 0,
  ...dates,
});

export const purchase = (lot: NewLot, quantity: string): Draft => ({
  type: 'purchase',
  lot,
  quantity,
  documents: [],
});

export const note = { type: 'delivery-note', number: 'DN-1', date: '2024-06-03' };

export const ship = (to: Participant, lot: string, quantity: string, id: string = newId()): Draft => ({
  type: 'ship',
  id,
  to: to.id,
  goods: [{ lot, quantity }],
  documents: [note],
});

export const sell = (lot: string, quantity: string): Draft => ({
  type: 'sell',
  goods: [{ lot, quantity }],
  documents: [],
});

export const receive = (shipment: string, lot: string, quantity: string): Draft => ({
  type: 'receive',
  shipment,
  goods: [{ lot, quantity }],
  documents: [],
});

export const issueCodes = (product: string, locator: string, count: number): Draft => ({
  type: 'issue-codes',
  block: {
    locator,
    level: 'item',
    product,
    unitsPerCode: '1',
    count,
    root: zeros,
    template: zeros,
    suite: 1,
  },
});

/** Transient value of kind `block-keys` for one block. */
export const blockKey = (locator: string): Readonly<Record<string, unknown>> => ({
  [locator]: { v: 1, locator, recipients: [{ jurisdiction: 'GD', jwe: 'x.y.z' }], salt: salt() },
});

export const rangesOf = (locator: string, from: number, upto: number): Codes => [
  { locator, ranges: [[from, upto]] },
];

/** Trade details of one cross-border shipment. */
export const tradeDetails = (command: string, product: string, orderNumber: string): TradeDetails => ({
  v: 1,
  command,
  orderNumber,
  currency: 'HKD',
  lines: [{ product, quantity: '1', unit: 'can', unitPrice: '12.50' }],
  salt: salt(),
});

/** Six base-32 characters that no other block of this run has. */
export const newLocator = (): string => newId().slice(0, 6);

/** A purchased lot of the holder: its id and its one parcel. */
export const stock = async (
  holder: Participant,
  quantity: string,
): Promise<{ lot: string; parcel: Parcel }> => {
  const lot = rawLot();
  const { created } = await holder.done([purchase(lot, quantity)]);
  const [parcel] = created;
  if (parcel === undefined) throw new Error('no parcel');
  return { lot: lotIdOf(holder.id, lot), parcel };
};

const each = async <T>(make: (j: Jurisdiction) => Promise<T>): Promise<Record<Jurisdiction, T>> => {
  const [GD, HK, MO] = await Promise.all([make('GD'), make('HK'), make('MO')]);
  return { GD, HK, MO };
};

/** Registers a producer in Guangdong with one product, an importer in Hong Kong and a shop in Macao. */
export const openTradingHouse = async (chaincode: RunningChaincode): Promise<TradingHouse> => {
  const authority = await each(
    async (id) =>
      new Participant(await chaincode.client(id, { role: 'regulator' }), { kind: 'authority', id }),
  );
  const gateway = await each(
    async (id) => new Participant(await chaincode.client(id, { role: 'gateway' }), { kind: 'gateway', id }),
  );
  const [producer, importer, shop] = await Promise.all([
    admit(chaincode, authority.GD, 'GD', 'producer'),
    admit(chaincode, authority.HK, 'HK', 'distributor'),
    admit(chaincode, authority.MO, 'MO', 'distributor'),
  ]);
  const product = newId();
  await producer.done([{ type: 'define-product', product: productFacts(product) }]);
  return { authority, gateway, producer, importer, shop, product };
};
