import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { databaseEnvironment } from './database.config.js';

const folder = mkdtempSync(join(tmpdir(), 'baytrace-password-'));
const file = join(folder, 'password');
const url = 'postgres://baytrace@postgres-gd:5432/baytrace';

afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('the password of the database', () => {
  test('may stand in a file, so that it is in no environment', () => {
    writeFileSync(file, 'Plain4Word\n');
    expect(databaseEnvironment.parse({ DATABASE_URL: url, DATABASE_PASSWORD_FILE: file }).url).toBe(
      'postgres://baytrace:Plain4Word@postgres-gd:5432/baytrace',
    );
  });

  test('may hold characters that an address would misread', () => {
    const password = 'a:b/c@d?e#f%41 g';
    writeFileSync(file, password);
    const parsed = databaseEnvironment.parse({ DATABASE_URL: url, DATABASE_PASSWORD_FILE: file });
    expect(decodeURIComponent(new URL(parsed.url).password)).toBe(password);
    expect(new URL(parsed.url).host).toBe('postgres-gd:5432');
  });

  test('a file that cannot be read is a fault that names the setting', () => {
    const result = databaseEnvironment.safeParse({
      DATABASE_URL: url,
      DATABASE_PASSWORD_FILE: join(folder, 'none'),
    });
    expect(result.error?.issues[0]).toMatchObject({
      path: ['DATABASE_PASSWORD_FILE'],
      message: 'cannot be read',
    });
  });
});
