/** What became of the last scan, in the user's words. */
export interface ScanVerdict {
  readonly good: boolean;
  readonly word: string;
  readonly detail: string;
}
