import { batch } from './production.mjs';

/** Codes that leave for Hong Kong, and how many of them Hong Kong finds at receipt. */
export const shipped = { toHongKong: 3_000, found: 2_990 };

const productOf = (day) => day.resultOf('products')[batch.product];

const orderNumber = 'PO-88-0417';

/** The draft that an interrupted attempt left, or a new one. */
const draftOf = async (client, body) => {
  const { items } = await client.get('/dispatches?state=draft&limit=200');
  return items.find((item) => item.orderNumber === orderNumber) ?? client.post('/dispatches', body);
};

/** Draft, scans and confirmation of one dispatch. */
export const dispatchGoods = async (day, client, { customer, codes, currency, unitPrice }) => {
  const { lot } = day.resultOf('batch');
  const { id } = await draftOf(client, {
    customer: { enterprise: customer },
    date: day.date,
    orderNumber,
    currency,
    lines: [{ product: productOf(day), lot, quantity: String(codes.length), unitPrice }],
  });
  const { refused } = await client.post(`/dispatches/${id}/scans`, { codes });
  if (refused.length > 0) throw new Error(`a scan was refused: ${JSON.stringify(refused[0])}`);
  const answer = await client.command(`/dispatches/${id}/confirm`, undefined, day.key(`confirm-${id}`));
  return { id, shipment: answer.ledger.operation };
};

/** 3,000 cans go to the Hong Kong importer, chosen from the directory (R-4.2.3d). */
export const dispatchSteps = [
  {
    name: 'dispatch-to-hong-kong',
    title: '3,000 cans are scanned and dispatched to Hong Kong (R-4.2.3d)',
    run: async (day) => {
      const clerk = await day.session('gd', 'foshan-clerk');
      const { items } = await clerk.get('/directory?jurisdiction=HK&limit=200');
      const importer = items.find(({ enterprise }) => enterprise === day.resultOf('enterprises').harbour);
      return dispatchGoods(day, clerk, {
        customer: importer.enterprise,
        codes: day.resultOf('download').slice(0, shipped.toHongKong),
        currency: 'HKD',
        unitPrice: '9.80',
      });
    },
  },
];
