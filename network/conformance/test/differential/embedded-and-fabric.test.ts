import { fabricBinaries } from '@baytrace/fabric-network/testing';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { compareLedgers, findingReport } from '../../src/differential/comparison-run.js';
import {
  FIRST_DEFINITIONS,
  FOLLOWER_BATCH_TIMEOUT_MS,
  LEADER_BATCH_TIMEOUT_MS,
  pairLedgers,
} from '../../src/differential/differential-pair.js';
import type { ConformanceNetwork } from '../../src/network.js';
import { startNetwork } from '../../src/start-network.js';

const { CONFORMANCE_DIFFERENTIAL, CONFORMANCE_RUNS, CONFORMANCE_SEED, FABRIC_BIN } = process.env;
const seed = Number(CONFORMANCE_SEED ?? '1');
const runs = Number(CONFORMANCE_RUNS ?? '20');
const wanted = CONFORMANCE_DIFFERENTIAL === '1' || FABRIC_BIN !== undefined;
const canRun = wanted && fabricBinaries() !== undefined;

const START_MS = 180_000;
const SHRINK_MS = 60_000;
const HISTORY_MS = 30_000;
const networks: ConformanceNetwork[] = [];

(canRun ? describe : describe.skip)(
  `random transactions on Fabric and on the embedded ledger${canRun ? '' : ' (skipped: no Fabric binaries)'}`,
  () => {
    beforeAll(async () => {
      const fabric = { batchTimeoutMs: LEADER_BATCH_TIMEOUT_MS };
      networks.push(await startNetwork('fabric', FIRST_DEFINITIONS, fabric));
      const embedded = { batchTimeoutMs: FOLLOWER_BATCH_TIMEOUT_MS };
      networks.push(await startNetwork('embedded', FIRST_DEFINITIONS, embedded));
    }, START_MS);

    afterAll(async () => {
      await Promise.all(networks.map((network) => network.remove()));
    }, START_MS);

    test(
      `${runs} histories of seed ${seed} have the same results, write sets, codes, messages and states`,
      async () => {
        const [fabric, embedded] = networks;
        const pair = await pairLedgers(fabric!, embedded!);
        const finding = await compareLedgers(pair, { seed, runs, shrinkForMs: SHRINK_MS });
        pair.close();
        process.stderr.write(`${JSON.stringify({ seed, runs, ...pair.counts.summary() }, null, 1)}\n`);
        expect(finding && findingReport(finding)).toBeUndefined();
        expect(pair.counts.histories).toBeGreaterThan(0);
      },
      START_MS + SHRINK_MS + runs * HISTORY_MS,
    );
  },
);
