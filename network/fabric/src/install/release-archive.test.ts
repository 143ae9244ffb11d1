import { describe, expect, test } from '@jest/globals';
import { releaseArchive } from './release-archive.js';

const linux = { platform: 'linux', arch: 'x64' };

describe('the release archive of Fabric', () => {
  test.each([
    ['linux', 'x64', 'linux-amd64'],
    ['linux', 'arm64', 'linux-arm64'],
    ['darwin', 'x64', 'darwin-amd64'],
    ['darwin', 'arm64', 'darwin-arm64'],
  ])('on %s/%s is the official one, with its checksum', (platform, arch, system) => {
    const { url, sha256 } = releaseArchive({}, { platform, arch });
    expect(url).toBe(
      `https://github.com/hyperledger/fabric/releases/download/v3.1.5/hyperledger-fabric-${system}-3.1.5.tar.gz`,
    );
    expect(sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  test('for a machine without a known checksum needs one from the operator, and says where to get it', () => {
    const machine = { platform: 'linux', arch: 's390x' };
    expect(() => releaseArchive({}, machine)).toThrow(/FABRIC_RELEASE_SHA256/);
    const given = 'AB'.repeat(32);
    expect(releaseArchive({ FABRIC_RELEASE_SHA256: given }, machine).sha256).toBe(given.toLowerCase());
  });

  test('comes from a mirror when one is named, as archive or as folder', () => {
    const at = (url: string): string => releaseArchive({ FABRIC_RELEASE_URL: url }, linux).url;
    expect(at('https://mirror.example/fabric/')).toBe(
      'https://mirror.example/fabric/hyperledger-fabric-linux-amd64-3.1.5.tar.gz',
    );
    expect(at('https://mirror.example/f.tgz')).toBe('https://mirror.example/f.tgz');
  });

  test.each(['ftp://mirror.example/', 'file:///etc/', 'mirror'])('does not come from %s', (url) => {
    expect(() => releaseArchive({ FABRIC_RELEASE_URL: url }, linux)).toThrow(/http/);
  });

  test('refuses a checksum that is none', () => {
    expect(() => releaseArchive({ FABRIC_RELEASE_SHA256: 'deadbeef' }, linux)).toThrow(/64 hexadecimal/);
  });
});
