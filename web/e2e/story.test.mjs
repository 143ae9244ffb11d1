/** The whole story, in the browser, by the people who live it: Guangdong makes, Hong Kong trades, Macao sells. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { sampleReport } from './sample-report.mjs';
import { installation, openBrowser } from './browser.mjs';
import { at, type } from './forms.mjs';
import { openWindow, phone, photographFailure, signIn } from './people.mjs';
import { readQrCodes } from './qr-reader.mjs';
import { eventually, numberIn, refusalOn, untilShows } from './shown-values.mjs';
import { unzip } from './zip-archive.mjs';
import * as coding from './story/coding.mjs';
import * as making from './story/making.mjs';
import * as tracing from './story/tracing.mjs';
import * as trading from './story/trading.mjs';

const day = (offset) => new Date(Date.now() + (8 + 24 * offset) * 3_600_000).toISOString().slice(0, 10);
const run = Date.now().toString(36).toUpperCase();
const counts = {
  issued: 10_000,
  downloaded: 4_000,
  printed: 6_000,
  shipped: 3_000,
  arrived: 2_990,
  onward: 1_000,
  sold: 5,
};
const product = { name: '青禾陈皮红豆沙', number: 'QH-1001' };
const supplier = '肇庆市禾丰示例粮油有限公司';
const beans = { material: '红小豆', lotNumber: `RB-${run}`, quantity: '1,200.5', used: '850', loss: '12.5' };
const sugar = { material: '冰糖', lotNumber: `RS-${run}`, quantity: '480', used: '320' };
const batch = {
  product: product.name,
  lotNumber: `QH-${run}`,
  quantity: counts.issued,
  productionDate: day(0),
  expiryDate: day(540),
};
const purchaseOf = ({ material, lotNumber, quantity }) => ({
  material,
  supplier,
  quantity,
  lotNumber,
  productionDate: day(-24),
  expiryDate: day(341),
  place: 'CN-44',
  documentNumber: `PO-${lotNumber}`,
});

const house = installation();
const windows = {};
/** What one step leaves for the next ones. */
const known = { broken: null };
let browser;

const notTried = (before) => Object.assign(new Error(), { stack: `not tried: "${before}" failed before` });

/** One step; when an earlier one failed there is nothing to stand on. */
const step = (name, journey, timeout = 90_000) =>
  test(
    name,
    async () => {
      if (known.broken !== null) throw notTried(known.broken);
      known.broken = name;
      await photographFailure(house, name, () => windows, journey);
      known.broken = null;
    },
    timeout,
  );

beforeAll(async () => {
  browser = await openBrowser();
  windows.clerk = await signIn(browser, house, 'gd', 'foshan-clerk');
  windows.line = await signIn(browser, house, 'gd', 'foshan-line');
  windows.importer = await signIn(browser, house, 'hk', 'harbour-clerk');
  windows.shop = await signIn(browser, house, 'mo', 'lotus-clerk', { viewport: phone });
  windows.consumer = await openWindow(browser, { viewport: phone });
});
afterAll(() => browser?.close());

describe('the producer makes a batch', () => {
  step('two purchases are recorded with six facts and origin (R-4.2.1)', async () => {
    await making.recordPurchase(windows.clerk, purchaseOf(beans));
    await making.recordPurchase(windows.clerk, purchaseOf(sugar));
  });

  step(
    'more raw material than there is makes no batch, in words; the lots as they are do (R-4.2.2c)',
    async () => {
      const { clerk } = windows;
      const inputs = [
        { lot: beans.lotNumber, quantity: '2000', loss: beans.loss },
        { lot: sugar.lotNumber, quantity: sugar.used },
      ];
      await making.fillBatch(clerk, { ...batch, inputs });
      await at(clerk.page, 'batch-save-confirm').click();
      await clerk.page.waitForURL(/\/batches\/(?!new)\w+$/u);
      const refusal = await refusalOn(clerk.page);
      expect(refusal.code).toMatch(/^BT-/u);
      expect(refusal.words).toMatch(/[一-鿿]{4}/u);
      await type(clerk.page, 'batch-input-quantity', beans.used);
      await making.confirmBatch(clerk);
    },
  );

  step('its inspection report is on the ledger by its hash (R-4.2.2d)', async () => {
    const bytes = sampleReport(batch.lotNumber);
    const report = { name: `report-${run}.pdf`, number: `JY-${run}`, date: day(0), bytes };
    known.digest = createHash('sha256').update(bytes).digest('hex');
    expect(await making.attachReport(windows.clerk, report)).toBe(known.digest);
  });
});

describe('codes', () => {
  step(
    'are issued in one transaction and downloaded as CSV and as pictures a scanner reads (R-4.2.6a,b)',
    async () => {
      const { clerk } = windows;
      known.locator = await coding.issueCodes(clerk, product.number, counts.issued);
      await coding.drawCodes(clerk, counts.downloaded);
      await untilShows(clerk.page, 'block-drawn', counts.downloaded);
      windows.colleague = await signIn(browser, house, 'gd', 'foshan-line');
      await windows.colleague.open(`/codes/${known.locator}`);
      await windows.colleague.page.getByTestId('download-csv').waitFor();

      known.codes = parse(await coding.download(clerk, 'csv'), { bom: true, columns: true }).map(
        ({ uri }) => uri,
      );
      expect(new Set(known.codes).size).toBe(counts.downloaded);
      const pictures = [...unzip(await coding.download(clerk, 'svg-zip')).values()];
      expect(pictures).toHaveLength(counts.downloaded);
      const some = pictures.filter((_, at) => at % Math.ceil(pictures.length / 40) === 0);
      const read = await readQrCodes(browser, some);
      expect(read.every((text) => known.codes.includes(text))).toBe(true);
      expect(new Set(read).size).toBe(some.length);
    },
  );

  step(
    'that were given out are not given out again, nor more than there are, in words (R-4.2.6b)',
    async () => {
      await windows.colleague.page.getByTestId('download-csv').click();
      expect(await refusalOn(windows.colleague.page)).toMatchObject({ code: 'BT-STATE-WRONG' });
      await coding.drawCodes(windows.clerk, counts.issued);
      expect((await refusalOn(windows.clerk.page)).code).toMatch(/^BT-/u);
      await coding.orderJob(windows.line, { ...known, lotNumber: batch.lotNumber, count: counts.issued });
      expect((await refusalOn(windows.line.page)).words).toMatch(/[一-鿿]{4}/u);
    },
  );

  step(
    'meet their goods: by hand, and from the coder (R-4.2.7)',
    async () => {
      await windows.clerk.open(`/codes/${known.locator}`);
      await coding.assignCodes(windows.clerk, batch.lotNumber, counts.downloaded);
      await coding.orderJob(windows.line, { ...known, lotNumber: batch.lotNumber, count: counts.printed });
      expect(await coding.followJob(windows.line)).toMatchObject({ marked: counts.printed, unknown: 0 });
      await windows.clerk.page.reload();
      await untilShows(windows.clerk.page, 'block-assigned', counts.issued);
    },
    150_000,
  );
});

describe('goods change hands', () => {
  step(
    'forged and disabled codes are refused in words; 3,000 scanned ones leave for Hong Kong (R-4.2.3)',
    async () => {
      const { clerk } = windows;
      const disabled = known.codes.at(-1);
      const good = known.codes[0];
      known.forged = good.slice(0, -1) + (good.endsWith('0') ? '1' : '0');
      await coding.disableCode(clerk, known.locator, disabled);
      await trading.fillDispatch(clerk, {
        customer: '海港示例貿易',
        orderNumber: `SO-${run}`,
        currency: 'HKD',
        lotNumber: batch.lotNumber,
        quantity: counts.shipped,
        unitPrice: '9.80',
      });
      const [disabledRefusal, forgedRefusal] = await trading.scanRefused(clerk, [disabled, known.forged]);
      expect(disabledRefusal).toMatchObject({ code: 'BT-CODE-DISABLED' });
      expect(forgedRefusal).toMatchObject({ code: 'BT-CODE-FORGED' });
      await trading.scanGoods(clerk, known.codes.slice(0, counts.shipped));
      await trading.sendOff(clerk);
    },
  );

  step('the same codes do not leave twice', async () => {
    const { clerk } = windows;
    const again = {
      customer: '海港示例貿易',
      orderNumber: `SX-${run}`,
      currency: 'HKD',
      lotNumber: batch.lotNumber,
    };
    await trading.fillDispatch(clerk, { ...again, quantity: 2, unitPrice: '9.80' });
    const refusals = await trading.scanRefused(clerk, known.codes.slice(0, 2));
    expect(refusals.every(({ code, words }) => code.startsWith('BT-') && words.length > 8)).toBe(true);
    expect(await numberIn(clerk.page, 'scan-count')).toBe(0);
    await trading.discardDispatch(clerk);
  });

  step('Hong Kong scans one code, finds the note filled, and receives ten short (R-4.3.1a,b)', async () => {
    const { importer } = windows;
    await trading.startReceipt(importer, known.codes[7]);
    const { supplier: from, cells } = await trading.noteOn(importer);
    expect(from).toContain('佛山市青禾');
    expect(cells.slice(0, 4)).toEqual([
      product.name,
      batch.lotNumber,
      batch.productionDate,
      batch.expiryDate,
    ]);
    expect(await numberIn(importer.page, 'receipt-expected')).toBe(counts.shipped);
    await trading.finishReceipt(importer, counts.arrived);
    expect(await numberIn(importer.page, 'receipt-received')).toBe(counts.arrived);
  });

  step('Hong Kong sends some on; Macao receives and sells five on a phone (R-4.3.2)', async () => {
    const { importer, shop } = windows;
    await trading.fillDispatch(importer, {
      customer: '蓮花示例',
      orderNumber: `HO-${run}`,
      currency: 'MOP',
      lotNumber: batch.lotNumber,
      quantity: counts.onward,
      unitPrice: '13.50',
    });
    await trading.scanGoods(importer, known.codes.slice(0, counts.onward));
    await trading.sendOff(importer);
    await trading.startReceipt(shop, known.codes[9]);
    expect(await numberIn(shop.page, 'receipt-expected')).toBe(counts.onward);
    await trading.finishReceipt(shop);
    await trading.sell(shop, known.codes.slice(0, counts.sold));
  });

  step('one of the missing turns up and is received', async () => {
    const { importer } = windows;
    await trading.startReceipt(importer, known.codes[counts.shipped - 1]);
    expect(await numberIn(importer.page, 'receipt-expected')).toBe(counts.shipped - counts.arrived);
    await trading.finishReceipt(importer);
    expect(await numberIn(importer.page, 'receipt-received')).toBe(1);
  });
});

/** What each of the three may see of a pack that all of them had (§6): the steps, and a name of the path. */
const sights = [
  {
    who: 'clerk',
    steps: ['produced', 'issued', 'drawn', 'assigned', 'shipped', 'received', 'shipped', 'received'],
  },
  { who: 'importer', steps: ['produced', 'shipped', 'received', 'shipped'] },
  { who: 'shop', steps: ['produced', 'shipped', 'received'] },
];

describe('what happened is told', () => {
  step('a code has its history at all three gateways, each as far as it may be seen (§6)', async () => {
    for (const { who, steps } of sights) {
      const answer = await eventually(
        () => tracing.lookUp(windows[who], known.codes[20]),
        (told) => told.steps.length >= steps.length,
      );
      expect(answer).toMatchObject({ verdict: 'in-order', hasSlack: false, steps });
      expect(answer.product).toContain(batch.lotNumber);
      expect(answer.path).toMatch(/区块 \d+[0-9a-f]{6,}….*(?:广东|香港|澳门)/u);
    }
  });

  step('a code among which some are missing says so (§4)', async () => {
    const answer = await tracing.lookUp(windows.importer, known.codes[counts.onward]);
    expect(answer).toMatchObject({ verdict: 'in-order', hasSlack: true });
  });

  step('a consumer sees it on a phone, without signing in, at any gateway', async () => {
    const { consumer } = windows;
    for (const { url } of Object.values(house.gateways)) {
      const answer = await tracing.scanAsConsumer(consumer, url, known.codes[20]);
      expect(answer.verdict).toBe('in-order');
      expect(answer.product).toContain(product.name);
      const width = await consumer.page.evaluate(() => document.documentElement.scrollWidth);
      expect(width).toBeLessThanOrEqual(phone.width);
    }
    for (const [code, verdict] of [
      [known.codes.at(-1), 'disabled'],
      [known.codes[0], 'ended'],
      [known.forged, 'forged'],
    ]) {
      expect(await tracing.scanAsConsumer(consumer, house.web, code)).toMatchObject({ verdict });
    }
  });

  step('the raw material is accounted for, down to the till (R-4.2.4)', async () => {
    const { balanced, lines } = await tracing.whereaboutsOf(windows.clerk, beans.lotNumber);
    expect(balanced).toEqual(['true', 'true']);
    const cans = lines.filter(({ lot }) => lot.includes(batch.lotNumber));
    expect(cans.map(({ quantity }) => quantity).toSorted((a, b) => a - b)).toEqual([
      counts.sold,
      counts.shipped - counts.arrived - 1,
      counts.onward - counts.sold,
      counts.arrived + 1 - counts.onward,
      counts.issued - counts.shipped,
    ]);
    expect(lines.every(({ documents }) => /\d{4}-\d{2}-\d{2}/u.test(documents))).toBe(true);
    const material = lines.filter(({ lot }) => lot === beans.lotNumber);
    expect(material.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(1200.5);
  });

  test('no window complained in its console', () => {
    expect(
      Object.entries(windows).flatMap(([who, { defects }]) => defects.map((defect) => `${who}: ${defect}`)),
    ).toEqual([]);
  });
});
