import type { ChaincodeDefinition } from './chaincode-definition.js';
import { deterministicArchive } from './deterministic-archive.js';
import { fileDigests, sha256, type FileDigests } from './file-digests.js';

/** Type of our packages; the builder answers for this type alone. */
export const packageType = 'baytrace-service';

/** What peers install. */
export interface ChaincodePackage {
  /** `name_version_digest`: a name a person recognises, different for different bytes. */
  readonly label: string;
  /** `label:SHA-256 of the package`, as Fabric computes it (core/chaincode/persistence/persistence.go, PackageID). */
  readonly packageId: string;
  /** The .tar.gz. */
  readonly bytes: Buffer;
  readonly digests: FileDigests;
}

const digestLength = 12;

function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

/**
 * Packs the digests of a chaincode's files. No address and no time is inside, so the package, and with it the package
 * id that every jurisdiction approves, is the same on every machine as long as the files are.
 * @throws FabricNetworkError `BT-FABRIC-CHAINCODE-FILE-MISSING`
 */
export async function packChaincode(definition: ChaincodeDefinition): Promise<ChaincodePackage> {
  const digests = await fileDigests(definition.server.cwd, definition.server.files);
  const digestFile = json({ algorithm: 'SHA-256', files: digests });
  const label = `${definition.name}_${definition.version}_${sha256(digestFile).slice(0, digestLength)}`;
  const code = await deterministicArchive({ 'digest.json': digestFile });
  const bytes = await deterministicArchive({
    'metadata.json': json({ type: packageType, label }),
    'code.tar.gz': code,
  });
  return { label, packageId: `${label}:${sha256(bytes)}`, bytes, digests };
}
