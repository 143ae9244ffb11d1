import { existsSync } from 'node:fs';
import { open, rename, writeFile } from 'node:fs/promises';
import { DomainError } from '@baytrace/domain';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK } from 'jose';
import type { CryptoKey } from 'jose';
import { z } from 'zod';
import { readJsonFile } from '../process/command-line.js';

const coordinate = z.string().regex(/^[\w-]{43}$/u);
const publicJwk = {
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: coordinate,
  y: coordinate,
  kid: z.string().min(1).max(100),
} as const;

/** A public signing key (RFC 7517), P-256. */
export const publicKeySchema = z.object(publicJwk);
export type PublicKey = z.infer<typeof publicKeySchema>;

const privateKeySchema = z.strictObject({ ...publicJwk, d: coordinate });

/** The key a bridge signs with. */
export interface BridgeKey {
  readonly privateKey: CryptoKey;
  readonly publicKey: PublicKey;
}

const makeKey = async (path: string): Promise<void> => {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = await exportJWK(privateKey);
  const kid = await calculateJwkThumbprint(jwk);
  const file = await open(`${path}.new`, 'w', 0o600);
  await file.writeFile(JSON.stringify({ ...jwk, kid }));
  await file.sync();
  await file.close();
  await rename(`${path}.new`, path);
};

/**
 * Reads the private JWK, making it when the file is missing, and writes the public part to `<path>.pub`.
 * @throws DomainError `BT-INPUT-INVALID` when the file is not a private P-256 JWK
 */
export const openBridgeKey = async (path: string): Promise<BridgeKey> => {
  if (!existsSync(path)) await makeKey(path);
  const jwk = readJsonFile(privateKeySchema, path);
  const publicKey = publicKeySchema.parse(jwk);
  await writeFile(`${path}.pub`, `${JSON.stringify(publicKey)}\n`);
  const privateKey = await importJWK(jwk, 'ES256');
  if (privateKey instanceof Uint8Array) throw new DomainError('BT-INPUT-INVALID', { where: path });
  return { privateKey, publicKey };
};
