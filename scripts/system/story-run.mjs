import { runDemonstration } from '../demo/run-demonstration.mjs';
import { openDemonstrationAccounts } from '../demo/demonstration-accounts.mjs';
import { story } from '../demo/story.mjs';
import { readJson } from '../start/private-files.mjs';

/**
 * Enters the demonstration's day of trade into an installation, as `npm start` does.
 * @param options `upTo`: name of the last step; `beside(step)`: something done while each step runs, such as killing a
 *   process
 * @throws what a step or what was done beside it threw
 */
export const enterStory = async (installation, { upTo, beside = () => undefined } = {}) => {
  const last = upTo === undefined ? story.length - 1 : story.findIndex(({ name }) => name === upTo);
  const steps = story.slice(0, last + 1).map((step) => ({
    ...step,
    run: async (day) => {
      const [result] = await Promise.all([step.run(day), beside(step.name)]);
      return result;
    },
  }));
  await runDemonstration(installation.house, steps);
};

/** What a step of the story left for later ones. */
export const resultOf = (installation, step) => readJson(installation.path('demo.json'))[step].result;

/** Signed-in clients: `(jurisdiction, login) → RestClient`, one session each. */
export const openSessions = (installation) =>
  openDemonstrationAccounts(
    installation.path('accounts.json'),
    (jurisdiction) => installation.run.gateways[jurisdiction].url,
  ).session;

/** All items of a list route, page by page. */
export const itemsOf = async (client, path) => {
  const items = [];
  let cursor = '';
  do {
    const page = await client.get(`${path}${path.includes('?') ? '&' : '?'}limit=200${cursor}`);
    items.push(...page.items);
    cursor = page.next === null ? undefined : `&cursor=${encodeURIComponent(page.next)}`;
  } while (cursor !== undefined);
  return items;
};
