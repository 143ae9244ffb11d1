import { skip } from './run-checks.mjs';

/** The whole system, started by `npm start`, used in a browser. */
export const systemStage = async () => skip('system', 'no journeys yet');
