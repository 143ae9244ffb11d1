import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { FabricClient, refusal, type Outcome, type Refusal } from './network/fabric-client.js';
import { ProbeChaincode } from './network/probe-chaincode.js';
import { definition, ORGANISATIONS, RunningLedger, type Definition } from './network/running-ledger.js';

const VALID = 0;
const MVCC_READ_CONFLICT = 11;

let first: ProbeChaincode;
let second: ProbeChaincode;
let ledger: RunningLedger;
let alpha: FabricClient;
let other: FabricClient;

beforeAll(async () => {
  [first, second] = await Promise.all([
    ProbeChaincode.start('probe', 'old'),
    ProbeChaincode.start('probe', 'new'),
  ]);
  ledger = await RunningLedger.start([served(first), other1()]);
  connect();
});

afterAll(async () => {
  alpha.close();
  other.close();
  await ledger.remove();
  await Promise.all([first.stop(), second.stop()]);
});

function connect(): void {
  alpha = new FabricClient(ledger, 'AlphaMSP', 'probe');
  other = new FabricClient(ledger, 'AlphaMSP', 'other');
}

function served(by: ProbeChaincode, more: Partial<Definition> = {}): Definition {
  return definition(by, more);
}

const other1 = (): Definition => ({ ...definition(first), name: 'other' });

const put = async (...chaincodes: Definition[]): Promise<unknown> =>
  ledger.admin('PUT', '/definitions', { chaincodes });

interface Load {
  /** Waits until this many more transactions have ended. */
  more(count: number): Promise<void>;
  stop(): Promise<readonly (Outcome | Refusal)[]>;
}

/** Submits until told to stop; several at a time. */
function load(client: FabricClient): Load {
  const outcomes: (Outcome | Refusal)[] = [];
  let running = true;
  const lanes = Array.from({ length: 6 }, async (_, lane) => {
    for (let i = 0; running; i += 1) {
      const call = client.submit('putLabel', `lane ${lane} ${i}`);
      outcomes.push(await call.catch(async () => refusal(call)));
    }
  });
  return {
    more: async (count) => {
      const goal = outcomes.length + count;
      while (outcomes.length < goal) await sleep(10);
    },
    stop: async () => {
      running = false;
      await Promise.all(lanes);
      return outcomes;
    },
  };
}

const isOutcome = (outcome: Outcome | Refusal): outcome is Outcome => 'txId' in outcome;

describe('an upgrade in place while transactions are in flight (core/chaincode/lifecycle)', () => {
  test('loses nothing: every transaction is valid, a read conflict, or refused because its peers were not at one', async () => {
    const [busy, untouched] = [load(alpha), load(other)];
    await busy.more(15);
    await put(served(second, { version: '2.0', sequence: 2 }), other1());
    await busy.more(15);
    const [outcomes, others] = await Promise.all([busy.stop(), untouched.stop()]);
    for (const outcome of outcomes) {
      if (isOutcome(outcome)) expect([VALID, MVCC_READ_CONFLICT]).toContain(outcome.code);
      else expect(outcome.details).toContain('ProposalResponsePayloads do not match');
    }
    const valid = outcomes.filter((outcome) => isOutcome(outcome) && outcome.code === VALID);
    expect(valid.length).toBeGreaterThan(10);
    for (const outcome of others) expect(outcome).toMatchObject({ code: VALID });
    expect(await alpha.evaluate('label')).toBe('new');
    expect(await other.evaluate('label')).toBe('old');
  });

  test('lets a call that runs at that moment end on the old process', async () => {
    await put(served(first, { version: '3.0', sequence: 3 }), other1());
    const running = alpha.evaluate('wait', '700');
    await sleep(200);
    await put(served(second, { version: '4.0', sequence: 4 }), other1());
    await put({ ...served(second, { version: '5.0', sequence: 5 }) }, other1());
    expect(await running).toBe('waited');
    expect(await alpha.evaluate('label')).toBe('new');
  });

  test('a peer that lags keeps to the process of the definition that it knows', async () => {
    const beta = new FabricClient(ledger, 'BetaMSP', 'probe');
    expect(await beta.evaluate('label')).toBe('new');
    await ledger.setPeer('BetaMSP', { lag: 1 });
    await put(served(first, { version: '6.0', sequence: 6 }), other1());
    expect(await beta.evaluate('label')).toBe('new');
    expect(await alpha.evaluate('label')).toBe('old');
    await ledger.setPeer('BetaMSP', { lag: 0 });
    expect(await beta.evaluate('label')).toBe('old');
    beta.close();
  });

  test('of several chaincodes at once, by the file, between endorsement and submit: a read conflict for both', async () => {
    const endorsed = await Promise.all(
      [alpha, other].map((client) => client.contract.newProposal('put', { arguments: ['f', '1'] }).endorse()),
    );
    const bytes = endorsed.map((transaction) => transaction.getBytes());
    await ledger.setDefinitionsFile([
      served(second, { version: '7.0', sequence: 7 }),
      { ...served(second, { version: '2.0', sequence: 2 }), name: 'other' },
    ]);
    alpha.close();
    other.close();
    await ledger.restart();
    connect();
    for (const transaction of bytes) {
      const commit = await alpha.gateway.newTransaction(transaction).submit();
      expect((await commit.getStatus()).code).toBe(MVCC_READ_CONFLICT);
    }
    for (const client of [alpha, other]) expect(await client.evaluate('label')).toBe('new');
    expect((await alpha.submit('put', 'f', '2')).code).toBe(VALID);
  });

  test('only the addresses changed: the same definition, another process', async () => {
    const { height } = await ledger.status();
    const moved = { ...served(first, { version: '2.0', sequence: 2 }), name: 'other' };
    await put(served(second, { version: '7.0', sequence: 7 }), moved);
    expect((await ledger.status()).height).toBe(height);
    expect(await other.evaluate('label')).toBe('old');
  });

  test('a chaincode left out of the file stays defined, but no peer has it any more', async () => {
    await put(served(second, { version: '7.0', sequence: 7 }));
    expect(await refusal(other.evaluate('label'))).toMatchObject({
      code: 9,
      message: 'no peers available to evaluate chaincode other in channel test',
    });
    expect((await ledger.status()).peers.map(({ mspId }) => mspId)).toEqual([...ORGANISATIONS]);
  });
});
