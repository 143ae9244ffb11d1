import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { batchLimits, keys, type Batch } from '@baytrace/domain/ledger';
import { refusalOf } from './support/fabric-client.js';
import { bytesOf, newId, type Draft, type Participant } from './support/participant.js';
import { RunningChaincode } from './support/running-chaincode.js';
import {
  blockKey,
  finishedLot,
  issueCodes,
  newLocator,
  note,
  openTradingHouse,
  purchase,
  rangesOf,
  rawLot,
  sell,
  stock,
  type TradingHouse,
} from './support/trading-house.js';

const chaincode = new RunningChaincode();
let house: TradingHouse;
let producer: Participant;

beforeAll(async () => {
  house = await openTradingHouse(chaincode);
  ({ producer } = house);
});

afterAll(() => {
  chaincode.close();
});

/** Code with which the own peer refuses these bytes. */
const refusalOfBytes = (bytes: string): Promise<string> =>
  refusalOf(producer.client.evaluate('submitBatch', [bytes]));

const abandon = (batch: string, actor = `enterprise:${producer.id}`) =>
  producer.client.submit('abandonBatch', [actor, batch]);

describe('a batch is recorded once (charter §4, Idempotency)', () => {
  test('the same bytes again, or other bytes under its id, are refused: BT-BATCH-EXISTS', async () => {
    const batch = producer.batch([purchase(rawLot(), '10')]);
    expect((await producer.send(batch)).results).toEqual(['done']);
    expect(await refusalOf(producer.send(batch))).toBe('BT-BATCH-EXISTS');
    const other = producer.batch([purchase(rawLot(), '10')]);
    expect(await refusalOf(producer.send({ ...other, id: batch.id }))).toBe('BT-BATCH-EXISTS');
    expect(await refusalOf(abandon(batch.id))).toBe('BT-BATCH-EXISTS');
  });

  test('of two attempts with the same bytes in flight one counts', async () => {
    const { lot, parcel } = await stock(producer, '10');
    const bytes = bytesOf(producer.batch([sell(lot, '10')], { open: [parcel] }));
    const attempts = await Promise.all([1, 2].map(() => producer.client.endorse('submitBatch', [bytes])));
    const outcomes = await Promise.all(attempts.map((attempt) => producer.client.order(attempt)));
    expect(outcomes.map(({ code }) => code).sort((a, b) => a - b)).toEqual([0, 11]);
  });

  test("another actor's batch of the same id is another batch", async () => {
    const { importer } = house;
    const batch = producer.batch([purchase(rawLot(), '10')]);
    await producer.send(batch);
    const theirs = await importer.send({ ...importer.batch([purchase(rawLot(), '10')]), id: batch.id });
    expect(theirs.results).toEqual(['done']);
  });

  test('an abandoned batch cannot come back, nor be abandoned twice', async () => {
    const batch = producer.batch([purchase(rawLot(), '10')]);
    expect((await abandon(batch.id)).code).toBe(0);
    expect(await producer.movement(batch)).toMatchObject({ abandoned: true, commands: [] });
    expect(await refusalOf(producer.send(batch))).toBe('BT-BATCH-ABANDONED');
    expect(await refusalOf(abandon(batch.id))).toBe('BT-BATCH-EXISTS');
  });

  test('giving up and a late attempt race for the movement key: one of them counts', async () => {
    const batch = producer.batch([purchase(rawLot(), '10')]);
    const late = await producer.client.endorse('submitBatch', [bytesOf(batch)]);
    expect((await abandon(batch.id)).code).toBe(0);
    expect((await producer.client.order(late)).code).toBe(11);
    expect(await producer.movement(batch)).toMatchObject({ abandoned: true });
  });

  test.each(['', 'enterprise:x', 'ghost:GD', 'authority:XX', 'enterprise:'])(
    'giving up as %j is refused: BT-INPUT-INVALID',
    async (actor) => {
      expect(await refusalOf(abandon(newId(), actor))).toBe('BT-INPUT-INVALID');
    },
  );
});

describe('every command of a batch has its own result (charter §4, Batches)', () => {
  test('a refusal stands in the record and changes nothing; the others, before and after it, are done', async () => {
    const { lot, parcel } = await stock(producer, '1000');
    const drafts = [sell(lot, '400'), sell(lot, '601'), sell(lot, '600'), sell(lot, '1')];
    const { batch, results, records, outcome } = await producer.run(drafts, { open: [parcel] });
    expect(results).toEqual(['done', 'BT-GOODS-SHORT', 'done', 'BT-GOODS-SHORT']);
    expect(records[1]).toEqual({
      command: batch.commands[1],
      result: {
        outcome: 'refused',
        code: 'BT-GOODS-SHORT',
        params: { lot, wanted: '601', short: '1' },
      },
      consumed: [],
      created: [],
      exits: [],
    });
    expect(await producer.read(keys.parcel(parcel.id))).toBeUndefined();
    const answered = JSON.parse(outcome.result) as { results: { id: string; result: object }[] };
    expect(answered.results).toEqual(records.map(({ command, result }) => ({ id: command.id, result })));
  });

  test('an event of the future is refused alone; the past may be entered late (charter §4, Time)', async () => {
    const at = (minutes: number): string => new Date(Date.now() + minutes * 60_000).toISOString();
    const drafts = [at(7), at(-1), '1999-12-31T23:59:59+08:00'].map((time): Draft => ({
      ...purchase(rawLot(), '1'),
      eventTime: time.replace('Z', '+00:00'),
    }));
    expect((await producer.run(drafts)).results).toEqual(['BT-EVENT-TIME', 'done', 'done']);
  });
});

/** Every object inside a value, as paths. */
const objectPaths = (value: unknown, path: readonly (string | number)[] = []): (string | number)[][] => {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.entries(value).flatMap(([key, member]) =>
    objectPaths(member, [...path, Array.isArray(value) ? Number(key) : key]),
  );
  return Array.isArray(value) ? inner : [[...path], ...inner];
};

const withExtraAt = (batch: Batch, path: readonly (string | number)[]): string => {
  const copy = structuredClone(batch) as unknown;
  let at = copy as Record<string | number, unknown>;
  for (const step of path) at = at[step] as Record<string | number, unknown>;
  at['extra'] = 1;
  return JSON.stringify(copy);
};

describe('only good bytes are run (charter §4, Batches)', () => {
  test('an unknown field at any depth is refused', async () => {
    const lot = `${producer.id}.${'a'.repeat(64)}`;
    const raw = rawLot();
    const batch = producer.batch([
      { ...purchase(raw, '1'), documents: [note] } as Draft,
      {
        type: 'produce',
        inputs: [{ lot, quantity: '1' }],
        losses: [{ lot, quantity: '1' }],
        outputs: [
          {
            lot: finishedLot(house.product, 'L-1'),
            quantity: '1',
            files: [{ type: 'inspection-report', sha256: 'a'.repeat(64) }],
          },
        ],
        documents: [],
      },
      {
        type: 'ship',
        to: newId(),
        goods: [{ lot, quantity: '1', codes: rangesOf('ABC123', 0, 1) }],
        documents: [note],
      },
    ]);
    expect(await refusalOfBytes(JSON.stringify(batch))).toBe('no refusal');
    const paths = objectPaths(batch);
    expect(paths.length).toBeGreaterThan(15);
    const codes = await Promise.all(paths.map((path) => refusalOfBytes(withExtraAt(batch, path))));
    expect(codes).toEqual(paths.map(() => 'BT-INPUT-INVALID'));
  });

  test.each([
    ['nothing', ''],
    ['no JSON', '{"v":1'],
    ['null', 'null'],
    ['a list', '[]'],
    ['text', '"batch"'],
  ])('%s is refused: BT-INPUT-INVALID', async (_name, bytes) => {
    expect(await refusalOfBytes(bytes)).toBe('BT-INPUT-INVALID');
  });

  test('another version, an unknown command, a number for a quantity, a float, no command are refused', async () => {
    const good = producer.batch([purchase(rawLot(), '1')]);
    const [command] = good.commands;
    for (const bad of [
      { ...good, v: 2 },
      { ...good, v: '1' },
      { ...good, commands: [] },
      { ...good, commands: [{ ...command, type: 'mint' }] },
      ...[1, 1.5, '1.5', '-1', '0', '01', ' 1', '1e3', '1000000000000000001'].map((quantity) => ({
        ...good,
        commands: [{ ...command, quantity }],
      })),
      { ...good, commands: [{ ...command, eventTime: '2024-06-03T09:00:00' }] },
      { ...good, actor: { kind: 'enterprise' } },
      { ...good, open: ['parcel'] },
    ])
      expect(await refusalOfBytes(JSON.stringify(bad))).toBe('BT-INPUT-INVALID');
  });

  test('two commands of one id are refused: results, shipments and private data go by it', async () => {
    const id = newId();
    const twice = producer.batch([1, 2].map(() => ({ ...purchase(rawLot(), '1'), id })));
    expect(await refusalOfBytes(bytesOf(twice))).toBe('BT-INPUT-INVALID');
  });
});

describe('limits (charter §4, Limits)', () => {
  test('a batch too long is refused before it is read: BT-LIMIT, counted in bytes', async () => {
    const bytes = bytesOf(producer.batch([purchase(rawLot(), '1')]));
    const fill = (length: number): string => bytes + ' '.repeat(length - bytes.length);
    expect(await refusalOfBytes(fill(batchLimits.bytes))).toBe('no refusal');
    expect(await refusalOfBytes(fill(batchLimits.bytes + 1))).toBe('BT-LIMIT');
    const wide = `{"v":"${'码'.repeat(batchLimits.bytes / 3)}",${bytes.slice(1)}`;
    expect(wide.length).toBeLessThan(batchLimits.bytes);
    expect(await refusalOfBytes(wide)).toBe('BT-LIMIT');
  });

  test('no value grows over 1 MB: a batch whose record would is refused as a whole, BT-LIMIT', async () => {
    const locator = newLocator();
    const { created } = await producer.done([issueCodes(house.product, locator, 100_000)], {
      transient: { 'block-keys': blockKey(locator) },
    });
    const everySecond = (page: number): Draft => ({
      type: 'draw-codes',
      locator,
      ranges: Array.from({ length: 8000 }, (_, n) => {
        const from = 16_000 * page + 2 * n;
        return [from, from + 1] as [number, number];
      }),
      purpose: { type: 'print-job', id: newId() },
    });
    const draws = (count: number): string =>
      bytesOf(
        producer.batch(
          Array.from({ length: count }, (_, n) => everySecond(n)),
          { open: created },
        ),
      );
    expect(await refusalOfBytes(draws(1))).toBe('no refusal');
    expect(await refusalOfBytes(draws(5))).toBe('BT-LIMIT');
  });

  test('too many commands or opened parcels are refused', async () => {
    const many = producer.batch(Array.from({ length: batchLimits.commands + 1 }, () => sellNothing()));
    expect(await refusalOfBytes(bytesOf(many))).toBe('BT-INPUT-INVALID');
    const open = Array.from({ length: batchLimits.parcels + 1 }, (_, n) => `GD.${newId()}.${n}`);
    const wide: Batch = { ...producer.batch([sellNothing()]), open };
    expect(await refusalOfBytes(bytesOf(wide))).toBe('BT-INPUT-INVALID');
  });
});

const sellNothing = (): Draft => sell(`${producer.id}.${'b'.repeat(64)}`, '1');
