import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { compareLedgers, findingReport } from '../../src/differential/comparison-run.js';
import { FIRST_DEFINITIONS, pairLedgers, RANDOM_PROGRAM } from '../../src/differential/differential-pair.js';
import { programDefinitions } from '../../src/differential/program-definitions.js';
import { historyWithoutUpgrade } from '../../src/differential/random-histories.js';
import { EmbeddedNetwork } from '../../src/embedded-network.js';
import type { ConformanceNetwork } from '../../src/network.js';

const batchTimeoutMs = 60;
const small = { runs: 12, shrinkForMs: 2000, histories: historyWithoutUpgrade };
let first: ConformanceNetwork;
let second: ConformanceNetwork;
let lenient: ConformanceNetwork;

describe('the comparison of two ledgers, tried on two embedded ones', () => {
  beforeAll(async () => {
    [first, second, lenient] = await Promise.all([
      EmbeddedNetwork.start(FIRST_DEFINITIONS, { batchTimeoutMs }),
      EmbeddedNetwork.start(FIRST_DEFINITIONS, { batchTimeoutMs }),
      EmbeddedNetwork.start(programDefinitions(1, 1, RANDOM_PROGRAM), { batchTimeoutMs }),
    ]);
  });

  afterAll(async () => {
    await Promise.all([first, second, lenient].map((network) => network.remove()));
  });

  test('the same histories on two embedded ledgers end the same', async () => {
    const pair = await pairLedgers(first, second);
    const finding = await compareLedgers(pair, { ...small, seed: 4 });
    pair.close();
    expect(finding && findingReport(finding)).toBeUndefined();
    expect(pair.counts.histories).toBeGreaterThan(0);
  });

  test('a ledger that asks for one endorsement instead of two is found out', async () => {
    const pair = await pairLedgers(first, lenient);
    const finding = await compareLedgers(pair, { ...small, seed: 4, runs: 50 });
    pair.close();
    process.stderr.write(findingReport(finding!));
    expect(finding?.difference.rule).toBe('validation');
    expect(finding && findingReport(finding)).toContain('ENDORSEMENT_POLICY_FAILURE');
  });
});
