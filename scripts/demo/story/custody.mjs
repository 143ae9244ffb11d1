import { setTimeout as delay } from 'node:timers/promises';
import { dispatchGoods, shipped } from './dispatch.mjs';

const patienceMs = 60_000;

/** Another jurisdiction's gateway sees a shipment as soon as its own peer has the block. */
const scanUntilKnown = async (client, code) => {
  const until = performance.now() + patienceMs;
  for (;;) {
    try {
      return await client.post('/receipts', { code });
    } catch (error) {
      const soon = ['BT-CODE-UNKNOWN', 'BT-RECEIVER-WRONG', 'BT-CODE-NOT-HELD'].includes(error.code);
      if (!soon || performance.now() > until) throw error;
      await delay(500);
    }
  }
};

const receive = async (day, client, code, quantity) => {
  const note = await scanUntilKnown(client, code);
  const [line] = note.lines;
  if (line.quantity !== quantity) {
    const body = { version: note.version, lines: [{ lot: line.lot, quantity }] };
    await client.request('PATCH', `/receipts/${note.id}`, { body });
  }
  await client.command(`/receipts/${note.id}/confirm`, undefined, day.key(`confirm-${note.id}`));
  return note.id;
};

/** Receipt in Hong Kong ten short, onward to Macao, sale to consumers, and one of the ten turns up. */
export const custodySteps = [
  {
    name: 'receipt-in-hong-kong',
    title: 'Hong Kong scans one code and receives 2,990 of 3,000 (R-4.3.1a,b)',
    run: async (day) => {
      const clerk = await day.session('hk', 'harbour-clerk');
      return receive(day, clerk, day.resultOf('download')[0], String(shipped.found));
    },
  },
  {
    name: 'dispatch-to-macao',
    title: 'Hong Kong dispatches 1,000 to a supermarket in Macao (R-4.3.2b)',
    run: async (day) =>
      dispatchGoods(day, await day.session('hk', 'harbour-clerk'), {
        customer: day.resultOf('enterprises').lotus,
        codes: day.resultOf('download').slice(0, 1_000),
        currency: 'MOP',
        unitPrice: '13.50',
      }),
  },
  {
    name: 'receipt-in-macao',
    title: 'the supermarket receives 1,000',
    run: async (day) =>
      receive(day, await day.session('mo', 'lotus-clerk'), day.resultOf('download')[7], '1000'),
  },
  {
    name: 'sale',
    title: 'the supermarket sells 5 to consumers',
    run: async (day) => {
      const clerk = await day.session('mo', 'lotus-clerk');
      const codes = day.resultOf('download').slice(0, 5);
      return (await clerk.command('/sales', { codes }, day.key('sale'))).id;
    },
  },
  {
    name: 'late-item',
    title: 'one of the ten missing cans turns up in Hong Kong and is received',
    run: async (day) => {
      const clerk = await day.session('hk', 'harbour-clerk');
      return receive(day, clerk, day.resultOf('download')[shipped.toHongKong - 1], '1');
    },
  },
];
