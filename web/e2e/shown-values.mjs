/** What a page shows, read as values. */
import { setTimeout as delay } from 'node:timers/promises';
import { at } from './forms.mjs';

/** The number in a text: `2,990 罐` → 2990, `1.234,5` is not among them (the journeys read Chinese pages). */
export const numberOf = (text) => Number(/-?[\d,]+(?:\.\d+)?/u.exec(text)?.[0].replaceAll(',', ''));

/** The number an element shows. */
export const numberIn = async (page, testid) => numberOf(await at(page, testid).first().textContent());

/**
 * Waits until a question has the answer that is wanted.
 * @param ask asked again and again
 * @param isWanted judges an answer
 * @throws Error with the last answer
 */
export const eventually = async (ask, isWanted, withinMs = 60_000) => {
  const until = performance.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (isWanted(answer)) return answer;
    if (performance.now() > until) throw new Error(`still ${JSON.stringify(answer)}`);
    await delay(250);
  }
};

/** Waits until an element shows a number. */
export const untilShows = (page, testid, number) =>
  eventually(
    () => numberIn(page, testid),
    (shown) => shown === number,
  );

/** Waits until the ledger has sealed the document on the page. */
export const untilSealed = (page) =>
  page.locator('[data-testid="ledger-seal"][data-state="committed"]').waitFor({ timeout: 60_000 });

/** The refusal a page shows: its code and its words. */
export const refusalOn = async (page) => {
  const notice = at(page, 'problem').first();
  await notice.waitFor();
  return { code: await notice.getAttribute('data-code'), words: await notice.locator('.what').textContent() };
};

/** The refused scans a page shows: codes and words, the newest first. */
export const refusedScansOn = async (page) => {
  const rows = at(page, 'scan-refused-row');
  await rows.first().waitFor();
  return rows.evaluateAll((found) =>
    found.map((row) => ({ code: row.dataset.code, words: row.querySelector('span').textContent })),
  );
};
