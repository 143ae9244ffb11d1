import type { Jurisdiction } from '../../api/contract.js';
import { text } from './use-text.js';

export const jurisdictionList: readonly Jurisdiction[] = ['GD', 'HK', 'MO'];

/** The three jurisdictions as choices. */
export const jurisdictionNames = (): { value: Jurisdiction; label: string }[] =>
  jurisdictionList.map((value) => ({ value, label: text(`common.jurisdiction.${value}`) }));
