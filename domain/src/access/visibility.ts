/** How an asker stands to a lot: none of the others, holder past or present, producer of the lot, regulator. */
export const viewers = ['public', 'holder', 'producer', 'regulator'] as const;
export type Viewer = (typeof viewers)[number];

/** Facts of a chain that a view may show. */
export const chainFacts = [
  'product',
  'lot',
  'state',
  'producer',
  'reports',
  'present-holder',
  'own-stations',
  'neighbour-stations',
  'all-stations',
  'documents',
  'recall-contacts',
  'transactions',
  'prices',
] as const;
export type ChainFact = (typeof chainFacts)[number];

/**
 * The second access table (charter §6): who sees what of a chain. Own stations are the asker's; neighbours its direct
 * suppliers and customers. Prices are shown by their two parties' own documents alone, never in a chain.
 */
const seenBy: Readonly<Record<ChainFact, readonly Viewer[]>> = {
  product: ['public', 'holder', 'producer', 'regulator'],
  lot: ['public', 'holder', 'producer', 'regulator'],
  state: ['public', 'holder', 'producer', 'regulator'],
  producer: ['public', 'holder', 'producer', 'regulator'],
  reports: ['holder', 'producer', 'regulator'],
  'present-holder': ['producer', 'regulator'],
  'own-stations': ['holder', 'producer', 'regulator'],
  'neighbour-stations': ['holder', 'producer', 'regulator'],
  'all-stations': ['producer', 'regulator'],
  documents: ['holder', 'producer', 'regulator'],
  'recall-contacts': ['producer', 'regulator'],
  transactions: ['holder', 'producer', 'regulator'],
  prices: [],
};

/** True when a viewer of this kind may see the fact. */
export const maySee = (viewer: Viewer, fact: ChainFact): boolean => seenBy[fact].includes(viewer);
