/** Where did it come from, where is it now. */
import { at, pick } from '../forms.mjs';
import { numberOf } from '../shown-values.mjs';

const answerOn = async (page) => {
  await at(page, 'verdict').waitFor();
  const steps = at(page, 'path-step');
  return {
    verdict: await at(page, 'verdict').getAttribute('data-verdict'),
    hasSlack: (await at(page, 'verdict-slack').count()) > 0,
    product:
      (await at(page, 'history-product').count()) > 0
        ? await at(page, 'history-product').textContent()
        : null,
    steps: await steps.evaluateAll((found) => found.map((step) => step.dataset.step)),
    path: (await steps.allTextContents()).join('\n'),
  };
};

/** Looks a code up as a signed-in person. */
export const lookUp = async ({ page, open }, code) => {
  await open(`/history?code=${encodeURIComponent(code)}`);
  return answerOn(page);
};

/** Scans a printed code as a consumer: its address, at this gateway. */
export const scanAsConsumer = async ({ page }, gateway, code) => {
  const { pathname } = new URL(code);
  await page.goto(`${gateway}${pathname}`);
  return answerOn(page);
};

const rowsOf = (page) =>
  at(page, 'whereabouts-row').evaluateAll((rows) =>
    rows.map((row) =>
      [...row.querySelectorAll('td')].map((cell) => cell.textContent.replace(/\s+/gu, ' ').trim()),
    ),
  );

/** Asks for the whereabouts of a lot by its number (R-4.2.4c). */
export const whereaboutsOf = async ({ page, open }, lotNumber) => {
  await open('/whereabouts');
  await pick(page, 'whereabouts-lot', lotNumber);
  await at(page, 'whereabouts-answer').waitFor();
  const rows = await rowsOf(page);
  return {
    sentences: await at(page, 'whereabouts-sentence').allTextContents(),
    balanced: await at(page, 'whereabouts-balance').evaluateAll((all) =>
      all.map((one) => one.dataset.balanced),
    ),
    lines: rows.map(([holder, state, lot, quantity, documents]) => ({
      holder,
      state,
      lot,
      quantity: numberOf(quantity),
      documents,
    })),
  };
};
