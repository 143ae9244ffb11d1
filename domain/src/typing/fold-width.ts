/**
 * What a person typed, with full-width forms folded to half-width ones (NFKC, Unicode TR 15) and the
 * white space around it removed: `１２．５` → `12.5` (S-14, S-48).
 */
export const foldTyped = (text: string): string => text.normalize('NFKC').trim();
