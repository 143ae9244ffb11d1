import fc from 'fast-check';
import { ORGANISATIONS } from '../network.js';
import { withoutPeerCrash } from './peer-crash.js';
import { VARIANTS } from './program-definitions.js';
import { randomProgram } from './random-operations.js';
import {
  ENDORSEMENT_FAULTS,
  FAULTS,
  type Fault,
  type History,
  type RandomTransaction,
  type Step,
} from './random-transaction.js';

const endorsers = fc.oneof(
  { weight: 5, arbitrary: fc.constant(undefined) },
  {
    weight: 5,
    arbitrary: fc
      .subarray([...ORGANISATIONS], { minLength: 1 })
      .map((organisations): readonly string[] => organisations),
  },
  { weight: 1, arbitrary: fc.constant(['GuangdongMSP', 'NopeMSP']) },
);

const fault = fc.oneof(
  { weight: 7, arbitrary: fc.constant(undefined) },
  { weight: 1, arbitrary: fc.constantFrom<Fault>(...FAULTS) },
);

const transaction: fc.Arbitrary<RandomTransaction> = fc
  .record({
    kind: fc.constantFrom('submit', 'submit', 'submit', 'submit', 'evaluate'),
    client: fc.constantFrom(...ORGANISATIONS),
    program: randomProgram,
    endorsers,
    transient: fc.boolean(),
    fault,
  })
  .map(({ kind, client, program, endorsers: named, transient, fault: wrong }) => ({
    kind,
    client,
    program,
    transient,
    ...(named === undefined ? {} : { endorsers: named }),
    ...(wrong === undefined ? {} : { fault: wrong }),
  }))
  .map((given) => (isEndorsementFault(given.fault) ? endorsedByAll(given) : given));

const step = (upgradeWeight: number): fc.Arbitrary<Step> =>
  fc
    .tuple(
      fc.array(transaction, { minLength: 1, maxLength: 4 }),
      fc.oneof(
        { weight: 60, arbitrary: fc.constant(undefined) },
        { weight: upgradeWeight, arbitrary: fc.integer({ min: 0, max: VARIANTS - 1 }) },
      ),
    )
    .map(([transactions, upgrade]) =>
      withoutPeerCrash(
        upgrade === undefined ? { transactions } : { transactions: transactions.map(endorsedByAll), upgrade },
      ),
    );

/** Histories of up to five steps; a step in about sixty upgrades the chaincode between endorsement and submission. */
export const randomHistory: fc.Arbitrary<History> = fc.array(step(1), { minLength: 1, maxLength: 5 });

/** The same without upgrades. */
export const historyWithoutUpgrade: fc.Arbitrary<History> = fc.array(step(0), { minLength: 1, maxLength: 5 });

/** Who endorses is left to no gateway's choice where the outcome depends on it: the two ledgers may choose differently. */
function endorsedByAll(given: RandomTransaction): RandomTransaction {
  return { ...given, endorsers: given.endorsers ?? ORGANISATIONS };
}

function isEndorsementFault(found: Fault | undefined): boolean {
  return found !== undefined && ENDORSEMENT_FAULTS.includes(found);
}
