import type { CodeBlock } from '../../api/contract.js';

/** Where the codes of a block are, in the order of their life; disabled ones are counted among the others too. */
export const codeStages = ['assigned', 'drawn', 'pool', 'voided'] as const;

export type CodeStage = (typeof codeStages)[number];

/** Share of each stage in percent of the block, for the bar. */
export const stageShares = (block: Pick<CodeBlock, CodeStage | 'count'>): Record<CodeStage, number> => {
  const share = (n: number): number => (block.count === 0 ? 0 : Math.round((n / block.count) * 1000) / 10);
  return {
    assigned: share(block.assigned),
    drawn: share(block.drawn),
    pool: share(block.pool),
    voided: share(block.voided),
  };
};

/** Codes in inclusive-exclusive ranges `[from, upto)`, as people write them: `0–3,999`. */
export const rangeWords = (
  ranges: readonly (readonly [number, number])[],
  show: (n: number) => string,
): string => ranges.map(([from, upto]) => `${show(from)}–${show(upto - 1)}`).join(', ');
