import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { compareLedgers, findingReport } from '../../src/differential/comparison-run.js';
import { FIRST_DEFINITIONS, pairLedgers } from '../../src/differential/differential-pair.js';
import { historyWithoutUpgrade } from '../../src/differential/random-histories.js';
import { EmbeddedNetwork } from '../../src/embedded-network.js';
import type { ConformanceNetwork } from '../../src/network.js';

const ANY_ONE = "OR('GuangdongMSP.peer','HongKongMSP.peer','MacaoMSP.peer')";
const options = { seed: 4, shrinkForMs: 1500, histories: historyWithoutUpgrade };
/** Endorsed by one organisation, so that only what is asked of a committed transaction can differ. */
const endorsedByOne = historyWithoutUpgrade.map((history) =>
  history.map((step) => ({
    transactions: step.transactions.map((given) => ({ ...given, endorsers: ['GuangdongMSP'] })),
  })),
);
let first: ConformanceNetwork;
let second: ConformanceNetwork;

// Quick on a quiet machine; sixteen processes on a busy one may take their time.
const PATIENCE_MS = 180_000;

describe('the comparison of two ledgers, tried on two embedded ones', () => {
  beforeAll(async () => {
    first = await EmbeddedNetwork.start(FIRST_DEFINITIONS, { batchTimeoutMs: 100 });
    second = await EmbeddedNetwork.start(FIRST_DEFINITIONS, { batchTimeoutMs: 100 });
  }, PATIENCE_MS);

  afterAll(async () => {
    await Promise.all([first, second].map((network) => network.remove()));
  }, PATIENCE_MS);

  test(
    'the same histories on two embedded ledgers end the same',
    async () => {
      const pair = await pairLedgers(first, second);
      const finding = await compareLedgers(pair, { ...options, runs: 4 });
      pair.close();
      expect(finding && findingReport(finding)).toBeUndefined();
      expect(pair.counts.histories + pair.counts.abandoned).toBe(4);
    },
    PATIENCE_MS,
  );

  test(
    'a ledger that is content with one endorsement instead of two is found out',
    async () => {
      const lenient = FIRST_DEFINITIONS.map((chaincode) => ({ ...chaincode, sequence: 2, policy: ANY_ONE }));
      await second.deploy(lenient);
      const pair = await pairLedgers(first, second);
      const finding = await compareLedgers(pair, { ...options, runs: 50, histories: endorsedByOne });
      pair.close();
      expect(finding?.difference.rule).toBe('validation');
      expect(finding && findingReport(finding)).toContain('ENDORSEMENT_POLICY_FAILURE');
    },
    PATIENCE_MS,
  );
});
