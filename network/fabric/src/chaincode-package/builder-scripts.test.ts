import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { builderFolder } from '../layout/builder-folder.js';

/** Shells that official images and minimal systems bring; those that are not here are left out, `sh` always is. */
const shells = [['sh'], ['dash'], ['busybox', 'sh']].filter(
  ([program = '', ...args]) => spawnSync(program, [...args, '-c', 'exit 0']).status === 0,
);

describe.each(shells.map((shell) => [shell.join(' '), shell] as const))(
  'the external builder in %s',
  (_name, shell) => {
    let folder: string;

    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'baytrace builder '));
      for (const each of ['source', 'metadata', 'build', 'release']) mkdirSync(join(folder, each));
      writeFileSync(join(folder, 'source/digest.json'), '{"files":{}}');
      metadata({ type: 'baytrace-service', label: 'probe_1.0_0123456789ab' });
      list(
        'other_1_00 127.0.0.1:1\nprobe_1.0_0123456789ab 127.0.0.1:7201\nprobe_1.0_0123456789abc 127.0.0.1:2\n',
      );
    });

    afterEach(() => {
      rmSync(folder, { recursive: true, force: true });
    });

    const at = (name: string): string => join(folder, name);
    const metadata = (value: unknown): void => {
      writeFileSync(at('metadata/metadata.json'), JSON.stringify(value, undefined, 2));
    };
    const list = (text: string): void => {
      writeFileSync(at('servers'), text);
    };
    const run = (
      script: string,
      folders: string[],
      env: Record<string, string> = {},
    ): [number | null, string] => {
      const [program = 'sh', ...args] = shell;
      const result = spawnSync(program, [...args, join(builderFolder, 'bin', script), ...folders.map(at)], {
        env: { PATH: process.env['PATH'] ?? '', ...env },
        encoding: 'utf8',
      });
      return [result.status, result.stderr];
    };
    const detect = (): number | null => run('detect', ['source', 'metadata'])[0];
    const release = (
      env: Record<string, string> = { CHAINCODE_SERVERS: at('servers') },
    ): [number | null, string] => {
      expect(run('build', ['source', 'metadata', 'build'])).toEqual([0, '']);
      return run('release', ['build', 'release'], env);
    };
    const connection = (): unknown =>
      JSON.parse(readFileSync(at('release/chaincode/server/connection.json'), 'utf8'));

    test('answers for our packages alone', () => {
      expect(detect()).toBe(0);
      metadata({ type: 'ccaas', label: 'baytrace-service' });
      expect(detect()).toBe(1);
      metadata({ type: 'node', path: '"type": "baytrace-service"', label: 'x' });
      expect(detect()).toBe(1);
    });

    test("writes the address that the peer's own list has for the label", () => {
      expect(release()).toEqual([0, '']);
      expect(connection()).toEqual({ address: '127.0.0.1:7201', dial_timeout: '10s', tls_required: false });
      expect(readFileSync(at('build/digest.json'), 'utf8')).toBe('{"files":{}}');
    });

    test('takes host names, comments, spaces and a last line without an end', () => {
      list('# ours\n\n  probe_1.0_0123456789ab \t chaincode-gd.internal:9999');
      expect(release()).toEqual([0, '']);
      expect(connection()).toMatchObject({ address: 'chaincode-gd.internal:9999' });
    });

    test('ends with 3 and names label and list when the label is not listed', () => {
      list('probe_1x0_0123456789ab 127.0.0.1:1\n');
      const [status, said] = release();
      expect(status).toBe(3);
      expect(said).toBe(
        `baytrace builder: no chaincode server is listed for probe_1.0_0123456789ab in ${at('servers')}\n`,
      );
    });

    test('ends with 2 when there is no list', () => {
      expect(release({})).toEqual([2, expect.stringContaining('CHAINCODE_SERVERS')]);
      expect(release({ CHAINCODE_SERVERS: at('nowhere') })).toEqual([2, expect.stringContaining('nowhere')]);
    });

    test.each(['127.0.0.1', 'host:port', '"},{":1', '127.0.0.1:1 127.0.0.1:2'])(
      'ends with 4 when the address is %s',
      (address) => {
        list(`probe_1.0_0123456789ab ${address}\n`);
        expect(release()[0]).toBe(4);
      },
    );

    test('ends with 4 when the package is faulty', () => {
      rmSync(at('source/digest.json'));
      expect(run('build', ['source', 'metadata', 'build'])[0]).toBe(4);
    });
  },
);
