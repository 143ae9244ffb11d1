import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Module } from '@nestjs/common';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { baseModules, baseShape } from '../../src/base-modules.js';
import { createApp } from '../../src/create-app.js';
import { Transactions } from '../../src/platform/database/transactions.js';
import { maskIdentityNumber, maskPhone } from '../../src/platform/personal-data/masking.js';
import { PersonalData } from '../../src/platform/personal-data/personal-data.js';
import { PlatformModule } from '../../src/platform/platform.module.js';
import { startGateway, type TestGateway } from '../support/gateway.js';

@Module({})
class Root {}

let gateway: TestGateway;
let personal: PersonalData;
let transactions: Transactions;

beforeAll(async () => {
  gateway = await startGateway();
  personal = gateway.app.get(PersonalData);
  transactions = gateway.app.get(Transactions);
});
afterAll(async () => {
  await gateway.stop();
});

const number = '11010519491231002X';
const seal = (subject: string, field = 'identity'): Promise<string> =>
  transactions.run((m) => personal.seal(m, subject, field, number));
const open = (subject: string, sealed: string, field = 'identity'): Promise<string | undefined> =>
  personal.open(transactions.reader, subject, field, sealed);

describe('personal data (C-7.11)', () => {
  test('are sealed so that the database alone shows nothing, and equal values look unequal', async () => {
    const [one, two] = [await seal('anna'), await seal('anna')];
    expect(one).not.toBe(two);
    expect(one).not.toContain(number);
    expect(await open('anna', one)).toBe(number);
  });

  test('a sealed field opens for no other person and as no other field, nor when changed', async () => {
    const sealed = await seal('berta');
    await seal('carla');
    await expect(open('carla', sealed)).rejects.toThrow();
    await expect(open('berta', sealed, 'phone')).rejects.toThrow();
    await expect(
      open('berta', sealed.replace(/.$/u, (c) => (c === 'A' ? 'B' : 'A')).replace('v1.', 'v1.A')),
    ).rejects.toThrow();
  });

  test('parallel first sealings of one person share one key', async () => {
    const sealed = await Promise.all(Array.from({ length: 8 }, (_, i) => seal('dora', `field${i}`)));
    expect(await Promise.all(sealed.map((text, i) => open('dora', text, `field${i}`)))).toEqual(
      sealed.map(() => number),
    );
  });

  test('erasing a person makes everything of the person unreadable, and of nobody else', async () => {
    const [gone, stays] = [await seal('emma'), await seal('fritz')];
    await transactions.run((m) => personal.erase(m, 'emma'));
    expect(await open('emma', gone)).toBeUndefined();
    expect(await open('fritz', stays)).toBe(number);
  });

  test('the master key is a file only its owner reads; with another one the gateway does not start', async () => {
    const file = join(gateway.config.state.folder, 'master.key');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const key = await readFile(file);
    await writeFile(file, Buffer.alloc(32, 7));
    const again = createApp(
      gateway.config,
      { module: Root, imports: [PlatformModule.with(gateway.config, baseShape), ...baseModules] },
      true,
    );
    await expect(again).rejects.toThrow('another master key');
    await writeFile(file, key);
  });

  test('masks show the last four of an identity number and the last three of a phone', () => {
    expect(maskIdentityNumber(number)).toBe('••••••••••••••002X');
    expect(maskPhone('+85291234567')).toBe('•••••••••567');
    expect(maskIdentityNumber('123')).toBe('•••');
  });
});
