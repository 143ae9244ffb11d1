import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sha256 } from '../chaincode-package/file-digests.js';
import { programCache } from '../programs/program-cache.js';
import { installPrograms, type Installation } from './install-programs.js';
import { archiveOf, fabricRelease, type Entry } from './testing/release-fixture.js';
import { ReleaseServer } from './testing/release-server.js';

describe('fabric:install', () => {
  let cacheHome: string;
  let server: ReleaseServer;
  let release: Buffer;

  beforeEach(async () => {
    cacheHome = mkdtempSync(join(tmpdir(), 'baytrace-install-'));
    release = await archiveOf(fabricRelease());
    server = await ReleaseServer.serving(release);
  });

  afterEach(async () => {
    await server.close();
    rmSync(cacheHome, { recursive: true, force: true });
  });

  const environment = (more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({
    PATH: process.env['PATH'],
    XDG_CACHE_HOME: cacheHome,
    FABRIC_RELEASE_URL: server.url,
    FABRIC_RELEASE_SHA256: sha256(server.content),
    ...more,
  });
  const install = (more: NodeJS.ProcessEnv = {}, force = false): Promise<Installation> =>
    installPrograms({
      force,
      environment: environment(more),
      progress: () => undefined,
      attempts: 3,
      pauseMs: 1,
      silenceMs: 300,
    });
  const folder = (): string => programCache(environment());

  test('brings the programs into the cache, executable, and nothing else of the archive (R-8c)', async () => {
    const { result, bin } = await install();
    expect(result).toBe('installed');
    expect(readdirSync(bin)).toEqual(['configtxgen', 'cryptogen', 'orderer', 'osnadmin', 'peer']);
    expect(statSync(join(bin, 'peer')).mode & 0o111).toBe(0o111);
    expect(readdirSync(folder())).toEqual(['bin']);
    expect(readdirSync(join(cacheHome, 'baytrace'))).toEqual(['fabric-3.1.5']);
  });

  test('changes nothing when they are there, and fetches them again with --force', async () => {
    await install();
    expect((await install()).result).toBe('present');
    expect(server.requests).toHaveLength(1);
    writeFileSync(join(folder(), 'bin', 'peer'), 'broken');
    expect((await install({}, true)).result).toBe('installed');
    expect(readFileSync(join(folder(), 'bin', 'peer'), 'utf8')).toContain('3.1.5');
  });

  test('goes on where the connection was cut, and asks with If-Range for the rest only', async () => {
    server.cutAfter = [1000, 500];
    await install();
    expect(server.requests.map(({ range, ifRange }) => ({ range, ifRange }))).toEqual([
      { range: undefined, ifRange: undefined },
      { range: 'bytes=1000-', ifRange: server.etag },
      { range: 'bytes=1500-', ifRange: server.etag },
    ]);
  });

  test('goes on in a later run when the first one gave up', async () => {
    server.cutAfter = [1000, 0, 0, 0];
    await expect(install()).rejects.toMatchObject({
      code: 'BT-FABRIC-INSTALL-INTERRUPTED',
      message: expect.stringMatching(/run the command again/) as unknown,
    });
    expect((await install()).result).toBe('installed');
    expect(server.requests.at(-1)?.range).toBe('bytes=1000-');
  });

  test('begins again when the archive changed in between', async () => {
    server.cutAfter = [1000];
    const newer = await archiveOf({ ...fabricRelease(), 'config/new.yaml': 'x: 1\n' });
    server.onCut = () => {
      server.content = newer;
      server.etag = '"newer"';
    };
    await expect(install({ FABRIC_RELEASE_SHA256: sha256(newer) })).resolves.toMatchObject({
      result: 'installed',
    });
  });

  test('begins again when the server cannot continue', async () => {
    server.cutAfter = [1000];
    server.ranges = 'refused';
    await expect(install()).resolves.toMatchObject({ result: 'installed' });
    server.cutAfter = [1000];
    server.ranges = 'ignored';
    await expect(install({}, true)).resolves.toMatchObject({ result: 'installed' });
  });

  test('counts a connection that falls silent as cut', async () => {
    server.silentAfter = [1000];
    await expect(install()).resolves.toMatchObject({ result: 'installed' });
  });

  test('waits out a server that is overloaded for a moment', async () => {
    server.statuses = [503, 429];
    await expect(install()).resolves.toMatchObject({ result: 'installed' });
  });

  test.each(['more', 'less'] as const)(
    'is not fooled by a server that claims %s bytes than it has',
    async (lie) => {
      server.claims = lie;
      await expect(install()).rejects.toMatchObject({
        code: expect.stringMatching(/^BT-FABRIC-INSTALL-(CHECKSUM|INTERRUPTED)$/) as unknown,
      });
      expect(existsSync(folder())).toBe(false);
      server.claims = 'truth';
      await expect(install()).resolves.toMatchObject({ result: 'installed' });
    },
  );

  test('deletes what has another checksum, names both and installs nothing', async () => {
    const expected = sha256('another archive');
    await expect(install({ FABRIC_RELEASE_SHA256: expected })).rejects.toMatchObject({
      code: 'BT-FABRIC-INSTALL-CHECKSUM',
      message: expect.stringMatching(new RegExp(`${sha256(release)}.*${expected}`)) as unknown,
    });
    expect(existsSync(folder())).toBe(false);
    expect(readdirSync(`${folder()}.download`)).toEqual([]);
  });

  test('says so when there is no archive at the address', async () => {
    server.statuses = [404];
    await expect(install()).rejects.toMatchObject({ code: 'BT-FABRIC-INSTALL-NOT-FOUND' });
  });

  test('says so when the machine does not reach the server, and what to do instead', async () => {
    await server.close();
    await expect(install()).rejects.toMatchObject({
      code: 'BT-FABRIC-INSTALL-NO-NETWORK',
      message: expect.stringMatching(/FABRIC_RELEASE_URL.*FABRIC_BIN/) as unknown,
    });
  });

  test('refuses an archive larger than the disk before fetching it', async () => {
    server.claims = 'a petabyte';
    await expect(install()).rejects.toMatchObject({ code: 'BT-FABRIC-INSTALL-DISK-FULL' });
  });

  test('says so when the cache cannot be written', async () => {
    mkdirSync(join(cacheHome, 'baytrace'));
    writeFileSync(`${folder()}.download`, 'a file where the folder should be');
    await expect(install()).rejects.toThrow();
    expect(existsSync(folder())).toBe(false);
  });

  const without = (name: string): Record<string, Entry> =>
    Object.fromEntries(Object.entries(fabricRelease()).filter(([each]) => each !== name));

  test.each<[string, Record<string, Entry>]>([
    ['a path that leaves it', { ...fabricRelease(), 'bin/../../escaped': 'x' }],
    ['an absolute path', { ...fabricRelease(), '/tmp/escaped': 'x' }],
    ['a link among the programs', { ...fabricRelease(), 'bin/discover': { linksTo: '/bin/sh' } }],
    ['no peer', without('bin/peer')],
  ])('installs nothing from an archive with %s', async (_case, entries) => {
    server.content = await archiveOf(entries);
    await expect(install()).rejects.toMatchObject({ code: 'BT-FABRIC-INSTALL-ARCHIVE' });
    expect(readdirSync(join(cacheHome, 'baytrace'))).toEqual(['fabric-3.1.5.download']);
  });

  test('installs nothing from a file that is no archive', async () => {
    server.content = Buffer.from('<html>Sign in to the network</html>');
    await expect(install()).rejects.toMatchObject({ code: 'BT-FABRIC-INSTALL-ARCHIVE' });
  });

  test('installs nothing from an archive that ends early', async () => {
    server.content = release.subarray(0, release.length - 400);
    await expect(install()).rejects.toMatchObject({ code: 'BT-FABRIC-INSTALL-ARCHIVE' });
  });

  test('installs no other release', async () => {
    server.content = await archiveOf(fabricRelease('3.0.0'));
    await expect(install()).rejects.toMatchObject({ code: 'BT-FABRIC-INSTALL-VERSION' });
  });
});
