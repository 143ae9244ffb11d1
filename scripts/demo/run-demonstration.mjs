import { setTimeout as delay } from 'node:timers/promises';
import { gatewayUrl } from '../start/gateway-processes.mjs';
import { openDemonstrationAccounts } from './demonstration-accounts.mjs';
import { openDemonstrationProgress } from './demonstration-progress.mjs';
import { OutcomeUnknown } from './rest-client.mjs';
import { story as wholeStory } from './story.mjs';

/** Today's date at UTC+08:00, where all three jurisdictions are (S-47). */
const greaterBayDate = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);

/** The day of trade: today when it is begun, kept for all later starts. */
const tradeDate = (progress) => {
  const step = 'trade-date';
  if (!progress.isDone(step)) progress.finish(step, greaterBayDate());
  return progress.resultOf(step);
};

/** So often a step begins anew when an answer was lost: it looks first for what it made before. */
const mostRepeats = 5;

const runStep = async (run, day, repeats = mostRepeats) => {
  try {
    return await run(day);
  } catch (error) {
    if (!(error instanceof OutcomeUnknown) || repeats === 0) throw error;
    await delay(500);
    return runStep(run, day, repeats - 1);
  }
};

/**
 * Enters the demonstration's trade through the REST API of the gateways; steps done at an earlier start are left out.
 * Each step gets a `day`: `{ date, session(jurisdiction, login), keepAccount(account),
 * isKept(jurisdiction, login), secretOf(name), key(command), resultOf(step) }`.
 * @param house `{ state, ports, secretOf, progress, signal }`
 * @throws RestProblem when a gateway refuses a step; the next start goes on with it
 */
export const runDemonstration = async (
  { state, ports, secretOf, progress: terminal, signal },
  story = wholeStory,
) => {
  const progress = openDemonstrationProgress(state.path('demo.json'));
  const accounts = openDemonstrationAccounts(state.accounts, (jurisdiction) =>
    gatewayUrl(ports, jurisdiction),
  );
  const date = tradeDate(progress);
  for (const { name, title, run } of story.filter((step) => !progress.isDone(step.name))) {
    if (signal.aborted) return;
    const day = {
      date,
      secretOf,
      session: accounts.session,
      keepAccount: accounts.keep,
      isKept: accounts.isKept,
      key: (command) => progress.keyOf(name, command),
      resultOf: progress.resultOf,
    };
    progress.finish(name, await terminal.during(`demonstration: ${title}`, () => runStep(run, day)));
  }
};
