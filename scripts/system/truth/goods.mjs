import { resultOf, itemsOf } from '../story-run.mjs';

const steps = (text) => {
  const [whole, part = ''] = text.split('.');
  return BigInt(whole) * 1_000_000n + BigInt(part.padEnd(6, '0'));
};

const sum = (quantities) => quantities.reduce((total, quantity) => total + steps(quantity), 0n);

/** Lots of an answer whose quantities do not add up to what was produced, by `balanced` or by own reckoning (R-4.2.4d). */
export const unbalancedLots = ({ lots, lines }) =>
  lots.filter(
    ({ lot, created, balanced }) =>
      !balanced ||
      sum(lines.filter((line) => line.lot === lot).map(({ quantity }) => quantity)) !== steps(created),
  );

/** Whereabouts of the story's raw-material lots, as an account sees them. */
export const whereaboutsOf = (installation, client) =>
  Promise.all(
    Object.values(resultOf(installation, 'purchases')).map((lot) =>
      client.get(`/whereabouts?lot=${encodeURIComponent(lot)}`),
    ),
  );

/** Where everything is and what each enterprise has in stock, for comparing before and after. */
export const goodsNow = async (installation, session) => {
  const clerks = [
    ['gd', 'foshan-clerk'],
    ['hk', 'harbour-clerk'],
    ['mo', 'lotus-clerk'],
  ];
  return {
    whereabouts: await whereaboutsOf(installation, await session('gd', 'regulator')),
    stock: await Promise.all(
      clerks.map(async ([jurisdiction, login]) => itemsOf(await session(jurisdiction, login), '/stock')),
    ),
  };
};
