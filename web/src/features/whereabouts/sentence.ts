import type { Whereabouts } from '../../api/contract.js';
import { showNumber, showQuantity } from '../../ui/format/use-format.js';
import { htmlLang } from '../../ui/text/languages.js';
import { currentLanguage, text } from '../../ui/text/use-text.js';
import { holderCount, sharesOf } from './whereabouts-shares.js';

/** The answer first, in one sentence: "4,120 bottles: 61% sold, 35% in stock at 12 holders, 4% on the way." */
export const whereaboutsSentence = (whereabouts: Whereabouts): string => {
  const { totals } = whereabouts;
  const holders = holderCount(whereabouts.lines);
  const told = sharesOf(totals).map(({ part, percent }) =>
    text(`whereabouts.part.${part}`, { percent: showNumber(percent), n: holders }, part === 'held' ? holders : 1),
  );
  const list = new Intl.ListFormat(htmlLang[currentLanguage()], { style: 'short', type: 'unit' }).format(told);
  return text('whereabouts.sentence', { created: showQuantity(totals.created, totals.unit), parts: list });
};
