import { FabricNetworkError } from '../errors/fabric-network-error.js';
import { fabricVersion } from '../programs/program-cache.js';

/** The official archive for this machine. */
export interface ReleaseArchive {
  /** File name. */
  readonly name: string;
  readonly url: string;
  /** Lower-case hexadecimal SHA-256 that the archive must have. */
  readonly sha256: string;
}

/**
 * SHA-256 of the archives of the release {@link fabricVersion} on the project's GitHub releases. For linux/amd64 several
 * package maintainers publish the same value independently of each other (Homebrew formula, Arch PKGBUILD, others), for
 * linux/arm64 two do, one of them with the digest of GitHub's release API; those for darwin come from the same Homebrew
 * formula alone. GitHub shows the digest beside each file of a release. Whatever differs from these is not unpacked.
 */
const knownChecksums: Readonly<Record<string, string>> = {
  'linux-amd64': 'b9c31fd490991e76f8acb1835dee09fc19fee5428cb13e190ee6e0bdd2c37858',
  'linux-arm64': '4a42cad740a7e0373eda6bf1e27c86e9b06132f9bb751daf7f0f7dc1d1bbfed9',
  'darwin-amd64': '866b64b036ba9eff51ba2131bbe34b4b9057192f5766859ede22ea1cdd564158',
  'darwin-arm64': 'd67a5c3366746a984f8ee9ae0ebf5c8b357c9d33dd589fa0b7668d739472cef0',
};

const releases = 'https://github.com/hyperledger/fabric/releases';
const goNames: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64' };

function checksum(system: string, environment: NodeJS.ProcessEnv): string {
  const given = environment['FABRIC_RELEASE_SHA256'];
  if (given !== undefined && given !== '') {
    if (/^[0-9a-fA-F]{64}$/.test(given)) return given.toLowerCase();
    throw new FabricNetworkError(
      'BT-FABRIC-INSTALL-CHECKSUM',
      'FABRIC_RELEASE_SHA256 is not a SHA-256: it needs 64 hexadecimal digits.',
    );
  }
  const known = knownChecksums[system];
  if (known !== undefined) return known;
  throw new FabricNetworkError(
    'BT-FABRIC-INSTALL-CHECKSUM',
    `No checksum is known for Fabric ${fabricVersion} on ${system}, and nothing is unpacked without one. ` +
      `Take the SHA-256 that ${releases}/tag/v${fabricVersion} shows beside the file, or compute it from a copy you ` +
      'trust, and give it as FABRIC_RELEASE_SHA256.',
  );
}

/**
 * The archive to fetch. `FABRIC_RELEASE_URL` names a mirror: the archive itself, or, ending in `/`, the folder it lies
 * in. `FABRIC_RELEASE_SHA256` replaces the known checksum, for a mirror that packs its own.
 * @throws FabricNetworkError `BT-FABRIC-INSTALL-CHECKSUM` without a checksum, `BT-FABRIC-INSTALL-URL`
 */
export function releaseArchive(
  environment: NodeJS.ProcessEnv = process.env,
  machine: { readonly platform: string; readonly arch: string } = process,
): ReleaseArchive {
  const system = `${machine.platform}-${goNames[machine.arch] ?? machine.arch}`;
  const name = `hyperledger-fabric-${system}-${fabricVersion}.tar.gz`;
  const mirror = environment['FABRIC_RELEASE_URL'];
  const base = mirror === undefined || mirror === '' ? `${releases}/download/v${fabricVersion}/` : mirror;
  const url = base.endsWith('/') ? `${base}${name}` : base;
  if (!/^https?:$/.test(URL.canParse(url) ? new URL(url).protocol : '')) {
    throw new FabricNetworkError('BT-FABRIC-INSTALL-URL', `FABRIC_RELEASE_URL is no http(s) address: ${url}`);
  }
  return { name, url, sha256: checksum(system, environment) };
}
