import type { Names } from '../../api/contract.js';

export const emptyNames = (): Names => ({ 'zh-Hans': '', 'zh-Hant': '', en: '', pt: '' });

/** True when every language has a name. */
export const namesComplete = (names: Names): boolean =>
  Object.values(names).every((name: string) => name.trim() !== '');
