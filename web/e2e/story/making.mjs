/** The producer's clerk: purchases, the batch made of them, its inspection report. */
import { at, confirm, pick, type, typeAll } from '../forms.mjs';
import { untilSealed } from '../shown-values.mjs';

const lastOf = (page) => new URL(page.url()).pathname.split('/').at(-1);

/** Records and confirms a purchase with the six facts of the standard and the origin. @returns its id */
export const recordPurchase = async ({ page, open }, purchase) => {
  await open('/purchases/new');
  await pick(page, 'purchase-material', purchase.material);
  await pick(page, 'purchase-supplier', purchase.supplier);
  await typeAll(page, {
    'purchase-quantity': purchase.quantity,
    'purchase-lot-number': purchase.lotNumber,
    'purchase-production-date': purchase.productionDate,
    'purchase-expiry-date': purchase.expiryDate,
    'purchase-origin-place': purchase.place,
    'purchase-document-number': purchase.documentNumber,
  });
  await at(page, 'purchase-save-confirm').click();
  await page.waitForURL(/\/purchases\/(?!new)\w+$/u);
  await untilSealed(page);
  return lastOf(page);
};

const fillInput = async (page, { lot, quantity, loss }, nth) => {
  if (nth > 0) await at(page, 'batch-input-add').click();
  await pick(page, 'batch-input-lot', lot, nth);
  await type(page, 'batch-input-quantity', quantity, nth);
  if (loss !== undefined) await type(page, 'batch-input-loss', loss, nth);
};

/** Fills in a production batch from raw-material lots, with what was lost (R-4.2.2c). */
export const fillBatch = async ({ page, open }, batch) => {
  await open('/batches/new');
  await pick(page, 'batch-product', batch.product);
  await typeAll(page, {
    'batch-lot-number': batch.lotNumber,
    'batch-quantity': String(batch.quantity),
    'batch-production-date': batch.productionDate,
    'batch-expiry-date': batch.expiryDate,
  });
  for (const [nth, input] of batch.inputs.entries()) await fillInput(page, input, nth);
};

/** Confirms the draft of a batch on the page. */
export const confirmBatch = async ({ page }) => {
  await confirm(page, 'batch-confirm');
  await untilSealed(page);
};

/**
 * Adds an inspection report to the batch on the page (R-4.2.2d).
 * @param report `{ name, number, date, bytes }`
 * @returns the SHA-256 the page shows
 */
export const attachReport = async ({ page }, report) => {
  await at(page, 'file-type-inspection-report').click();
  await type(page, 'file-number', report.number);
  await type(page, 'file-date', report.date);
  const file = { name: report.name, mimeType: 'application/pdf', buffer: report.bytes };
  await at(page, 'batch-file-input').setInputFiles(file);
  const row = at(page, 'batch-file-row').filter({ hasText: report.name });
  await row.locator('[data-testid="seal-mark"][data-state="committed"]').waitFor({ timeout: 60_000 });
  return row.locator('.copy-text code').getAttribute('title');
};
