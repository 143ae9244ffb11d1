import type { ApiProblem } from './problem.js';

let handedOver: { readonly path: string; readonly problem: ApiProblem } | null = null;

/** Keeps a refusal for the page that is opened next: "save and confirm" saved the draft but could not confirm it. */
export const handOverProblem = (path: string, problem: ApiProblem | null): void => {
  handedOver = problem === null ? null : { path, problem };
};

/** The refusal kept for this page, once. */
export const takeHandedOverProblem = (path: string): ApiProblem | null => {
  const taken = handedOver?.path === path ? handedOver.problem : null;
  handedOver = null;
  return taken;
};
