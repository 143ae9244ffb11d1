import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';
import { connectDatabase } from '../../src/platform/database/connect-database.js';
import { Transactions } from '../../src/platform/database/transactions.js';

let database: TestDatabase;
let dataSource: DataSource;
let transactions: Transactions;

beforeAll(async () => {
  database = await createTestDatabase();
  dataSource = await connectDatabase(database.url, { entities: [], migrations: [] });
  transactions = new Transactions(dataSource);
  await database.query('CREATE TABLE app.counter (id int PRIMARY KEY, n int NOT NULL)');
  await database.query('INSERT INTO app.counter VALUES (1, 0)');
});

afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});

const countOf = async (): Promise<unknown> => (await database.query('SELECT n FROM app.counter'))[0]?.['n'];

describe('transactions', () => {
  test('an error inside leaves nothing behind', async () => {
    const before = await countOf();
    const failing = transactions.run(async (m) => {
      await m.query('UPDATE app.counter SET n = n + 1');
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await countOf()).toBe(before);
  });

  test('serializable transactions that collide are repeated until each has counted', async () => {
    await database.query('UPDATE app.counter SET n = 0');
    const increment = (): Promise<void> =>
      transactions.run(async (m) => {
        const [row] = await m.query<{ n: number }[]>('SELECT n FROM app.counter');
        await m.query('UPDATE app.counter SET n = $1', [(row?.n ?? 0) + 1]);
      }, 'SERIALIZABLE');
    await Promise.all([increment(), increment(), increment()]);
    expect(await countOf()).toBe(3);
  });

  test('a database that goes away is refused as BT-UNAVAILABLE and used again when it is back (self-heals)', async () => {
    await transactions.run((m) => m.query('SELECT 1'));
    await database.cutOff();
    await expect(transactions.run((m) => m.query('SELECT 1'))).rejects.toMatchObject({
      code: 'BT-UNAVAILABLE',
    });
    const soon = transactions.run((m) => m.query<{ one: number }[]>('SELECT 1 AS one'));
    await database.letIn();
    expect(await soon).toEqual([{ one: 1 }]);
  });

  test('two gateways may start at once on one database', async () => {
    const both = await Promise.all(
      [1, 2].map(() => connectDatabase(database.url, { entities: [], migrations: [] })),
    );
    await Promise.all(both.map((d) => d.destroy()));
  });
});
