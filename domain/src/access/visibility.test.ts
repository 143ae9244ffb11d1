import { describe, expect, test } from '@jest/globals';
import { chainFacts, maySee, viewers, type ChainFact, type Viewer } from './visibility.js';

/** The table of charter §6, written a second time by hand: one row a fact, columns as in `viewers`. */
const expected: Record<ChainFact, string> = {
  product: 'yes yes yes yes',
  lot: 'yes yes yes yes',
  state: 'yes yes yes yes',
  producer: 'yes yes yes yes',
  reports: 'no yes yes yes',
  'present-holder': 'no no yes yes',
  'own-stations': 'no yes yes yes',
  'neighbour-stations': 'no yes yes yes',
  'all-stations': 'no no yes yes',
  documents: 'no yes yes yes',
  'recall-contacts': 'no no yes yes',
  transactions: 'no yes yes yes',
  prices: 'no no no no',
};

describe('who sees what of a chain (charter §6)', () => {
  const cells = chainFacts.flatMap((fact) =>
    viewers.map((viewer, at): [Viewer, ChainFact, boolean] => [
      viewer,
      fact,
      expected[fact].split(' ')[at] === 'yes',
    ]),
  );
  test.each(cells)('%s and %s: %s', (viewer, fact, allowed) => {
    expect(maySee(viewer, fact)).toBe(allowed);
  });
});
