/** Shows only the last `shown` characters; a text no longer than that is hidden whole. */
const keepLast = (text: string, shown: number): string => {
  const characters = Array.from(text);
  if (characters.length <= shown) return '•'.repeat(characters.length);
  return '•'.repeat(characters.length - shown) + characters.slice(-shown).join('');
};

/** Identity number (resident card, HKID, BIR) with its last four characters (C-7.11). */
export const maskIdentityNumber = (value: string): string => keepLast(value, 4);

/** Telephone number with its last three digits. */
export const maskPhone = (value: string): string => keepLast(value, 3);
