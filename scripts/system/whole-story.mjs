import { expect, test } from '@jest/globals';
import { openSessions, resultOf } from './story-run.mjs';
import { readTape } from './truth/coder-tape.mjs';
import { recordedRefusals } from './truth/read-models.mjs';
import * as truth from './truth/story-truth.mjs';

/**
 * Tests of what must hold once all is quiet, whatever died before.
 * @param find tells the installation when the tests run
 */
export const theStoryIsWhole = (find) => {
  const truthOf = (ask) => async () => ask(find(), openSessions(find()));

  test('whereabouts add up to what was produced (R-4.2.4d)', async () => {
    expect(await truthOf(truth.unbalancedGoods)()).toEqual([]);
  });

  test('every command took effect once, at each gateway alike', async () => {
    for (const jurisdiction of ['gd', 'hk', 'mo']) {
      expect(await truth.storyEffects(find(), jurisdiction)).toEqual(truth.wholeStoryEffects);
      expect(await recordedRefusals(find(), jurisdiction)).toEqual([]);
    }
  });

  test('every document is there once', async () => {
    expect(await truth.documentsOf(openSessions(find()))).toEqual(truth.wholeStoryDocuments);
    expect(await truth.masterDataOf(openSessions(find()))).toMatchObject({
      enterprises: 3,
      materials: 3,
      suppliers: 2,
      staff: ['foshan-admin', 'foshan-clerk', 'foshan-line', 'foshan-warehouse'],
    });
  });

  test("the coder's tape has no code twice and is what the ledger assigned (R-4.2.7d)", async () => {
    const line = await openSessions(find())('gd', 'foshan-line');
    const job = await line.get(`/jobs/${resultOf(find(), 'printing').job}`);
    expect(job).toMatchObject({
      state: 'finished',
      total: 6000,
      marked: readTape(find()).length,
      problem: null,
    });
    expect(job.assigned).toBe(job.marked);
    expect(job.marked + job.unknown).toBe(6000);
    expect(await truthOf(truth.scanTheTape)()).toEqual({
      marked: job.marked,
      different: job.marked,
      accepted: job.marked,
      refused: [],
    });
  });

  test('the block file is one whole chain, and each gateway indexed just that', async () => {
    expect(await truth.ledgerFaults(find())).toEqual([]);
  });

  test('the three gateways tell the same', async () => {
    expect(await truthOf(truth.differencesBetweenGateways)()).toEqual([]);
  });

  test('no line is missing from the audit logs', async () => {
    expect(await truth.auditLogs(openSessions(find()))).toEqual([true, true, true]);
  });
};
