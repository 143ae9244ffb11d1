/** Goods change hands: dispatch by scanned codes, receipt by one code, sale to consumers. */
import { at, confirm, paste, pick, scan, type, typeAll } from '../forms.mjs';
import { eventually, untilSealed, untilShows } from '../shown-values.mjs';

/**
 * Fills in and saves a sales order; its page is where codes are scanned (R-4.2.3a–c).
 * @param order `{ customer, orderNumber, currency, lotNumber, quantity, unitPrice }`; the customer by name
 */
export const fillDispatch = async ({ page, open }, order) => {
  await open('/dispatches/new');
  await pick(page, 'dispatch-customer', order.customer);
  await pick(page, 'dispatch-currency', order.currency);
  await type(page, 'dispatch-order-number', order.orderNumber);
  await pick(page, 'dispatch-line-lot', order.lotNumber);
  await typeAll(page, {
    'dispatch-line-quantity': String(order.quantity),
    'dispatch-line-price': order.unitPrice,
  });
  await at(page, 'dispatch-save').click();
  await page.waitForURL(/\/dispatches\/(?!new)\w+$/u);
  await at(page, 'scan-input').waitFor();
};

/** Scans the first code as a keyboard scanner does and pastes the others (R-4.2.3d). */
export const scanGoods = async ({ page }, [first, ...others]) => {
  await scan(page, first);
  await untilShows(page, 'scan-count', 1);
  await paste(page, others.join('\n'));
  await untilShows(page, 'scan-count', others.length + 1);
};

/** Confirms the order: the goods leave. */
export const sendOff = async ({ page }) => {
  await confirm(page, 'dispatch-confirm');
  await untilSealed(page);
};

/** Throws the draft away. */
export const discardDispatch = async ({ page }) => {
  await confirm(page, 'dispatch-delete');
  await page.waitForURL(/\/dispatches$/u);
};

/** Scans codes that will not be accepted, one by one. @returns the first refusal's code and words, for each */
export const scanRefused = async ({ page }, codes) => {
  const refusals = [];
  for (const code of codes) {
    await scan(page, code);
    const row = at(page, 'scan-refused-row');
    await eventually(
      () => row.count(),
      (found) => found === refusals.length + 1,
    );
    const newest = row.first();
    refusals.push({
      code: await newest.getAttribute('data-code'),
      words: await newest.locator('span').textContent(),
    });
  }
  return refusals;
};

const opensNote = (page, within) =>
  page.waitForURL(/\/receiving\/\w+$/u, { timeout: within }).then(
    () => true,
    () => false,
  );

/** Scans one code of what arrived: the receipt note fills itself, as soon as the own peer has the shipment (R-4.3.1a). */
export const startReceipt = async ({ page, open }, code) => {
  await open('/receiving');
  await eventually(
    async () => {
      await scan(page, code);
      return opensNote(page, 5_000);
    },
    (opened) => opened,
  );
  await at(page, 'receipt-confirm').waitFor();
};

/** What the note says of its one line. */
export const noteOn = async ({ page }) => {
  const row = at(page, 'receipt-line-row').first();
  const cells = await row.locator('td').evaluateAll((found) => found.map((cell) => cell.textContent.trim()));
  return { supplier: await at(page, 'receipt-supplier').textContent(), cells };
};

/** Says how much arrived, if not all, and confirms the note (R-4.3.1b). */
export const finishReceipt = async ({ page }, arrived) => {
  if (arrived !== undefined) await type(page, 'receipt-quantity', String(arrived));
  await confirm(page, 'receipt-confirm');
  await untilSealed(page);
};

/** Sells packs at the till (R-4.3.2b). */
export const sell = async ({ page, open }, codes) => {
  await open('/sales/new');
  for (const [done, code] of codes.entries()) {
    await scan(page, code);
    await untilShows(page, 'scan-count', done + 1);
  }
  await at(page, 'sale-confirm').click();
  await untilSealed(page);
};
