import { codeSteps } from './story/codes.mjs';
import { custodySteps } from './story/custody.mjs';
import { dispatchSteps } from './story/dispatch.mjs';
import { enterpriseSteps } from './story/enterprises.mjs';
import { masterDataSteps } from './story/master-data.mjs';
import { productionSteps } from './story/production.mjs';

/**
 * One day of trade, step by step. A step is `{ name, title, run(day) }`; what `run` returns is kept as its result
 * for later steps and later starts. `day` is described in run-demonstration.mjs.
 */
export const story = [
  ...enterpriseSteps,
  ...masterDataSteps,
  ...productionSteps,
  ...codeSteps,
  ...dispatchSteps,
  ...custodySteps,
];
