import { daysBefore, readTable } from '../demonstration-data.mjs';
import { inspectionReport } from './inspection-report.mjs';

const purchaseOf = (day, line, { materials, suppliers }) => {
  const produced = daysBefore(day.date, line.produced_days_ago);
  return {
    material: materials[line.material],
    supplier: suppliers[line.supplier],
    quantity: line.quantity,
    lotNumber: line.lot_number,
    productionDate: produced,
    expiryDate: daysBefore(produced, -line.valid_days),
    origin: { country: line.origin_country, place: line.origin_place },
    documentNumber: line.document_number,
    documentDate: daysBefore(day.date, line.document_days_ago),
  };
};

const draftOf = async (client, path, lotNumber, body) => {
  const { items } = await client.get(`${path}?limit=200`);
  return items.find((item) => item.lotNumber === lotNumber) ?? client.post(path, body);
};

/** Lot number of the batch that the rest of the story follows, and how many cans it has. */
export const batch = { number: 'QH1001-01', quantity: '10000', product: 'QH-1001' };

/** Purchases of raw material, one production batch from both lots, its inspection report. */
export const productionSteps = [
  {
    name: 'purchases',
    title: 'purchasing records two raw-material lots (R-4.2.1)',
    run: async (day) => {
      const clerk = await day.session('gd', 'foshan-clerk');
      const lots = {};
      for (const line of readTable('purchases')) {
        const body = purchaseOf(day, line, day.resultOf('materials'));
        const { id } = await draftOf(clerk, '/purchases', line.lot_number, body);
        const purchase = await clerk.command(`/purchases/${id}/confirm`, undefined, day.key(line.lot_number));
        lots[line.material] = (await clerk.get(`/purchases/${purchase.id}`)).lot;
      }
      return lots;
    },
  },
  {
    name: 'batch',
    title: 'production makes 10,000 cans from both lots, with a loss (R-4.2.2)',
    run: async (day) => {
      const clerk = await day.session('gd', 'foshan-clerk');
      const lots = day.resultOf('purchases');
      const { id } = await draftOf(clerk, '/batches', batch.number, {
        product: day.resultOf('products')[batch.product],
        lotNumber: batch.number,
        quantity: batch.quantity,
        productionDate: day.date,
        expiryDate: daysBefore(day.date, -540),
        inputs: [
          { lot: lots['red-bean'], quantity: '850.000' },
          { lot: lots['rock-sugar'], quantity: '320.000' },
        ],
        losses: [{ lot: lots['red-bean'], quantity: '12.500' }],
      });
      await clerk.command(`/batches/${id}/confirm`, undefined, day.key('confirm'));
      const { lot } = await clerk.get(`/batches/${id}`);
      return { id, lot };
    },
  },
  {
    name: 'inspection-report',
    title: 'the inspection report joins the batch; its hash goes to the ledger (R-4.2.2d)',
    run: async (day) => {
      const clerk = await day.session('gd', 'foshan-clerk');
      const form = new FormData();
      const pdf = inspectionReport({ lot: batch.number, date: day.date });
      form.append('file', new Blob([pdf], { type: 'application/pdf' }), `inspection-${batch.number}.pdf`);
      const file = await clerk.request('POST', '/files', { body: form });
      await clerk.command(
        `/batches/${day.resultOf('batch').id}/files`,
        { file: file.id, type: 'inspection-report', number: 'JY-2026-0815', date: day.date },
        day.key('attach'),
      );
      return { file: file.id, sha256: file.sha256 };
    },
  },
];
