import { jurisdictions } from '../../start/jurisdictions.mjs';
import { itemsOf, resultOf } from '../story-run.mjs';
import { readTape } from './coder-tape.mjs';
import { faultsOfChain, hashesOf } from './blocks/chain-faults.mjs';
import { rawBlocks } from './blocks/raw-blocks.mjs';
import { unbalancedLots, whereaboutsOf } from './goods.mjs';
import { effects, fingerprints, indexedBlocks } from './read-models.mjs';

/** Commands of which the story leaves exactly so many on the ledger, however often processes died. */
export const wholeStoryEffects = {
  'register-enterprise': 3,
  'define-product': 6,
  purchase: 2,
  produce: 1,
  'attach-file': 1,
  'issue-codes': 1,
  'draw-codes': 2,
  ship: 2,
  receive: 3,
  sell: 1,
};

/** The same, counted in a gateway's read model. Marked codes are assigned by as many commands as the line's pace needs. */
export const storyEffects = async (installation, jurisdiction) => {
  const found = await effects(installation, jurisdiction);
  return Object.fromEntries(Object.keys(wholeStoryEffects).map((type) => [type, found[type]]));
};

const lotNumbers = (items) => items.map(({ lotNumber }) => lotNumber).sort();
const formal = (items, state) => items.filter((item) => item.state === state).length;

/** How many formal documents of each kind there are, by the lists a clerk sees. */
export const documentsOf = async (session) => {
  const [gd, hk, mo] = await Promise.all([
    session('gd', 'foshan-clerk'),
    session('hk', 'harbour-clerk'),
    session('mo', 'lotus-clerk'),
  ]);
  return {
    purchases: lotNumbers(await itemsOf(gd, '/purchases')),
    batches: lotNumbers(await itemsOf(gd, '/batches')),
    codeBlocks: (await itemsOf(gd, '/code-blocks')).length,
    downloads: (await itemsOf(gd, '/downloads')).length,
    jobs: (await itemsOf(await session('gd', 'foshan-line'), '/jobs')).length,
    dispatches: [
      formal(await itemsOf(gd, '/dispatches'), 'dispatched'),
      formal(await itemsOf(hk, '/dispatches'), 'dispatched'),
    ],
    receipts: [
      formal(await itemsOf(hk, '/receipts'), 'received'),
      formal(await itemsOf(mo, '/receipts'), 'received'),
    ],
    sales: (await itemsOf(mo, '/sales')).length,
  };
};

export const wholeStoryDocuments = {
  purchases: ['ZQ-RB-0417', 'ZQ-RS-0388'],
  batches: ['QH1001-01'],
  codeBlocks: 1,
  downloads: 1,
  jobs: 1,
  dispatches: [1, 1],
  receipts: [2, 1],
  sales: 1,
};

/** Enterprises, products and staff, which the story registers once each. */
export const masterDataOf = async (session) => {
  const admin = await session('gd', 'foshan-admin');
  const names = (items, key) => items.map((item) => item[key]).sort();
  return {
    enterprises: (await itemsOf(admin, '/directory')).length,
    products: names(await itemsOf(admin, '/products'), 'number'),
    materials: (await itemsOf(admin, '/materials')).length,
    suppliers: (await itemsOf(admin, '/parties')).length,
    staff: names(await itemsOf(admin, '/accounts'), 'login'),
  };
};

/** The blocks on disk against themselves and against what each gateway indexed; faults in words. */
export const ledgerFaults = async (installation) => {
  const faults = [];
  const indexed = await Promise.all(jurisdictions.map((name) => indexedBlocks(installation, name)));
  for (const { owner, blocks } of rawBlocks(installation)) {
    faults.push(...faultsOfChain(blocks).map((fault) => `${owner}: ${fault}`));
    const hashes = hashesOf(blocks).join();
    jurisdictions.forEach((name, at) => {
      if (indexed[at].join() !== hashes) faults.push(`what ${name} indexed is not what ${owner} has`);
    });
  }
  return faults;
};

/** Differences between the three gateways: tables of the read model, and the answers their regulators get. */
export const differencesBetweenGateways = async (installation, session) => {
  const found = [];
  const prints = await fingerprints(installation);
  for (const [table, hash] of Object.entries(prints.gd)) {
    for (const other of ['hk', 'mo']) if (prints[other][table] !== hash) found.push(`${other}: ${table}`);
  }
  const askers = [['gd', 'foshan-clerk'], ...jurisdictions.map((name) => [name, 'regulator'])];
  const answers = await Promise.all(
    askers.map(async ([jurisdiction, login]) =>
      JSON.stringify(await whereaboutsOf(installation, await session(jurisdiction, login))),
    ),
  );
  askers.forEach(
    (asker, at) => answers[at] !== answers[0] && found.push(`whereabouts of ${asker.join(' ')}`),
  );
  return found;
};

/** Lots whose goods do not add up, as the regulator sees them. */
export const unbalancedGoods = async (installation, session) =>
  (await whereaboutsOf(installation, await session('gd', 'regulator'))).flatMap(unbalancedLots);

/**
 * Every code of the tape, scanned once into a draft: which are genuine, on the goods, in the producer's stock, and none
 * twice. The draft is deleted again.
 * @returns `{ marked, different, accepted, refused }`
 */
export const scanTheTape = async (installation, session) => {
  const texts = readTape(installation).map(({ text }) => text);
  const clerk = await session('gd', 'foshan-clerk');
  const { lot } = resultOf(installation, 'batch');
  const product = resultOf(installation, 'products')['QH-1001'];
  const draft = await clerk.post('/dispatches', {
    customer: { enterprise: resultOf(installation, 'enterprises').harbour },
    date: resultOf(installation, 'trade-date'),
    currency: 'CNY',
    lines: [{ product, lot, quantity: String(texts.length), unitPrice: '1' }],
  });
  const { accepted, refused } = await clerk.post(`/dispatches/${draft.id}/scans`, { codes: texts });
  await clerk.request('DELETE', `/dispatches/${draft.id}`);
  return { marked: texts.length, different: new Set(texts).size, accepted, refused };
};

/** Whether the hash chain of each gateway's audit log holds. */
export const auditLogs = async (session) =>
  Promise.all(
    jurisdictions.map(async (name) => {
      const { intact } = await (await session(name, 'administrator')).get('/audit/verification');
      return intact;
    }),
  );
