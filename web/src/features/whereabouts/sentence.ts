import { showNumber, showQuantity } from '../../ui/format/use-format.js';
import { htmlLang } from '../../ui/text/languages.js';
import { currentLanguage, text } from '../../ui/text/use-text.js';
import type { Account } from './whereabouts-shares.js';

/** The answer first, in one sentence: "4,120 bottles: 61% sold, 35% in stock at 12 holders, 4% on the way." */
export const sentenceOf = (account: Account): string => {
  const told = account.shares.map(({ state, percent }) =>
    text(
      `whereabouts.part.${state}`,
      { percent: percent === 0 ? `<${showNumber('0.1')}` : showNumber(percent), n: account.holders },
      account.holders,
    ),
  );
  const parts = new Intl.ListFormat(htmlLang[currentLanguage()], { type: 'conjunction' }).format(told);
  return text(account.kind === 'raw' ? 'whereabouts.rawSentence' : 'whereabouts.sentence', {
    created: showQuantity(account.created, account.unit),
    parts,
  });
};
