import { type Answer, answer } from '../../platform/http/answer.js';
import type { Commands, DocumentKey } from './commands.js';

/**
 * Answer of a command route: waits for the ledger, then shows the document; with status 202 while it is still under way.
 *
 * @throws DomainError the final refusal of the document's newest command.
 */
export const answerSettled = async <T>(
  commands: Commands,
  document: DocumentKey,
  view: (id: string) => Promise<T>,
): Promise<T | Answer> => {
  const seal = await commands.settled(document);
  const shown = await view(document.id);
  return seal.state === 'waiting' ? answer(202, shown) : shown;
};
