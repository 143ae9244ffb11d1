/**
 * What a scanner, a paste or a file gives, as single codes: ended by line ends, tabs or spaces; full-width forms
 * (a scanner typing through a Chinese input method) folded; byte order mark and quotes dropped.
 */
export const splitScans = (typed: string): string[] =>
  typed
    .normalize('NFKC')
    .replace(/^\uFEFF/u, '')
    .split(/[\s\p{Cc}]+/u)
    .map((part) => part.replace(/^["',;]+|["',;]+$/gu, ''))
    .filter((part) => part !== '');

const looksLikeCode = (cell: string): boolean =>
  /^https?:\/\//iu.test(cell) || /^\/?(?:01|T|00)\//iu.test(cell) || /^[0-9A-HJKMNP-TV-Z]{17}$/iu.test(cell);

const cellsOf = (line: string): string[] =>
  line.split(/[,;\t]/u).map((cell) => cell.trim().replace(/^"|"$/gu, ''));

/**
 * The codes of a CSV file such as the platform's own download: of each line the first cell that looks like a code;
 * lines without one (a heading) are left out. Each code once, in order.
 */
export const codesFromCsv = (csv: string): string[] => {
  const found = csv
    .normalize('NFKC')
    .replace(/^\uFEFF/u, '')
    .split(/\r?\n/u)
    .flatMap((line) => {
      const code = cellsOf(line).find(looksLikeCode);
      return code === undefined ? [] : [code];
    });
  return [...new Set(found)];
};

/** The serial at the end of a code, by which two spellings of one code are known as the same. */
export const sameCodeKey = (code: string): string => {
  const path = code.replace(/[?#].*$/u, '').replace(/\/+$/u, '');
  return (path.split('/').at(-1) ?? code).toUpperCase();
};
