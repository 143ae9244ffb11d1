/**
 * One day of trade, step by step. A step is `{ name, title, run(day) }`; what `run` returns is kept as its result
 * for later steps and later starts. `day` is described in run-demonstration.mjs.
 */
export const story = [];
