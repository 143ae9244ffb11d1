import { isRealDate } from '../dates/index.js';

const usccAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/**
 * Unified social credit code (统一社会信用代码), GB 32100-2015: weights 3^i mod 31, check = (31 − Σ mod 31) mod 31.
 * Expects 18 characters of its alphabet.
 */
export const hasUsccCheckCharacter = (code: string): boolean => {
  let [sum, weight] = [0, 1];
  for (const character of code.slice(0, 17)) {
    sum += usccAlphabet.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return usccAlphabet[(31 - (sum % 31)) % 31] === code[17];
};

/** Province-level codes of GB/T 2260, and 81, 82, 83 of residence permits for people of HK, Macao and Taiwan. */
const regions = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(
    ' ',
  ),
);

/**
 * Resident identity card number (居民身份证), GB 11643-1999: known region, existing date of birth, check character
 * by ISO 7064 MOD 11-2. Expects 17 digits and a digit or X.
 */
export const isResidentNumber = (number: string): boolean => {
  const [year, month, day] = [number.slice(6, 10), number.slice(10, 12), number.slice(12, 14)].map(Number);
  if (!regions.has(number.slice(0, 2)) || !isRealDate({ year: year ?? 0, month: month ?? 0, day: day ?? 0 }))
    return false;
  let remainder = 0;
  for (const digit of number.slice(0, 17)) remainder = ((remainder + Number(digit)) * 2) % 11;
  return '0123456789X'[(12 - remainder) % 11] === number[17];
};

/** Hong Kong identity card: A = 10 … Z = 35, a missing first letter = 36, weights 9 … 1, sum divisible by 11; A = 10 as check. */
export const hasHkidCheckDigit = (number: string): boolean => {
  const characters = number.padStart(9, ' ');
  const valueOf = (character: string): number => {
    if (character === ' ') return 36;
    return /\d/u.test(character) ? Number(character) : character.charCodeAt(0) - 55;
  };
  const sum = Array.from(characters).reduce(
    (total, character, at) => total + valueOf(character) * (9 - at),
    0,
  );
  return sum % 11 === 0;
};
