import { text } from '../text/use-text.js';
import { isErrorCode } from '@baytrace/domain/errors';

/** A refusal in the user's words: what happened, and what can be done. */
export interface ProblemWords {
  readonly what: string;
  readonly remedy: string;
}

/** Words for a permanent code; a code this version does not know gets those of an internal error. */
export const problemWords = (code: string): ProblemWords => {
  const known = code === 'OFFLINE' || isErrorCode(code) ? code : 'BT-INTERNAL';
  return { what: text(`problems.${known}.what`), remedy: text(`problems.${known}.do`) };
};
