import { readFile } from 'node:fs/promises';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { z } from 'zod';
import { FabricNetworkError } from '../errors/fabric-network-error.js';
import type { ChaincodeDefinition } from './chaincode-definition.js';

/** Names of chaincodes as Fabric allows them (core/chaincode/lifecycle/scc.go, ChaincodeNameRegExp). */
const chaincodeName = z
  .string()
  .regex(/^[a-zA-Z0-9]+([-_][a-zA-Z0-9]+)*$/, 'letters, digits, single - and _');

/** Versions as Fabric allows them (ibid., ChaincodeVersionRegExp). */
const chaincodeVersion = z.string().regex(/^[A-Za-z0-9_.+-]+$/, 'letters, digits and _.+-');

/** Fabric's collections_config.json (internal/peer/chaincode/common.go, collectionConfigJson). */
const collection = z.strictObject({
  name: z.string().min(1),
  policy: z.string().min(1),
  requiredPeerCount: z.int().min(0).optional(),
  maxPeerCount: z.int().min(0).optional(),
  blockToLive: z.int().min(0).optional(),
  memberOnlyRead: z.boolean().optional(),
  memberOnlyWrite: z.boolean().optional(),
  endorsementPolicy: z
    .strictObject({ signaturePolicy: z.string().optional(), channelConfigPolicy: z.string().optional() })
    .optional(),
});

/** What a definition says apart from its server; network/definitions/baytrace.json has this form. */
export const definitionWithoutServer = z.strictObject({
  name: chaincodeName,
  version: chaincodeVersion,
  sequence: z.int().min(1),
  policy: z.string().min(1).optional(),
  collections: z.array(collection).default([]),
  initRequired: z.boolean().default(false),
});

const server = z.strictObject({
  program: z.string().min(1),
  args: z.array(z.string()),
  cwd: z.string().min(1),
  env: z.record(z.string(), z.string()).default({}),
  files: z.array(z.string().min(1)).min(1),
});

const file = z.strictObject({ chaincodes: z.array(definitionWithoutServer.extend({ server })) });

/** Runs a check of zod's and says what is wrong in one sentence with its place. */
export function checked<T>(schema: z.ZodType<T>, json: unknown, source: string): T {
  const result = schema.safeParse(json);
  if (result.success) return result.data;
  const faults = result.error.issues.map(
    ({ path, message }) => `${path.join('.') || 'the file'}: ${message}`,
  );
  throw new FabricNetworkError('BT-FABRIC-CHAINCODE-DEFINITIONS', `${source}: ${faults.join('; ')}`);
}

/** The file relative to the folder, with `/` whatever the machine; files outside it cannot be served from a copy. */
function insideFolder(folder: string, name: string, source: string): string {
  const inside = relative(folder, resolve(folder, name));
  if (inside === '' || isAbsolute(inside) || inside.split(sep)[0] === '..') {
    throw new FabricNetworkError(
      'BT-FABRIC-CHAINCODE-DEFINITIONS',
      `${source}: the file ${name} is not inside the server's folder ${folder}`,
    );
  }
  return inside.split(sep).join('/');
}

/**
 * Reads chaincode definitions: `{chaincodes:[{name, version, sequence, policy, collections, initRequired?,
 * server:{program, args, cwd, env?, files}}]}`.
 * @param json the parsed file
 * @param folder what a relative `cwd` is relative to
 * @param source how the file is called in messages
 * @throws FabricNetworkError `BT-FABRIC-CHAINCODE-DEFINITIONS`
 */
export function readDefinitions(
  json: unknown,
  folder: string,
  source = 'definitions',
): ChaincodeDefinition[] {
  const { chaincodes } = checked(file, json, source);
  const names = chaincodes.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new FabricNetworkError('BT-FABRIC-CHAINCODE-DEFINITIONS', `${source}: ${twice} is defined twice`);
  }
  return chaincodes.map((definition) => {
    const cwd = resolve(folder, definition.server.cwd);
    const files = [...new Set(definition.server.files.map((name) => insideFolder(cwd, name, source)))].sort();
    return { ...definition, server: { ...definition.server, cwd, files } };
  });
}

/**
 * Reads a definitions file; a relative `cwd` in it is relative to the file's folder.
 * @throws FabricNetworkError `BT-FABRIC-CHAINCODE-DEFINITIONS`
 */
export async function readDefinitionsFile(path: string): Promise<ChaincodeDefinition[]> {
  return readDefinitions(await readJson(path), dirname(resolve(path)), path);
}

/**
 * Reads a JSON file of chaincode definitions.
 * @throws FabricNetworkError `BT-FABRIC-CHAINCODE-DEFINITIONS` when it is not there or not JSON
 */
export async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new FabricNetworkError('BT-FABRIC-CHAINCODE-DEFINITIONS', `${path} cannot be read: ${reason}`, {
      cause: error,
    });
  }
}
