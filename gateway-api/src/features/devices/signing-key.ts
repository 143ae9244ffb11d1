import { chmod, mkdir, open, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { calculateJwkThumbprint, type CryptoKey, exportJWK, generateKeyPair, importJWK } from 'jose';
import { z } from 'zod';
import { errorCodeOf } from '../../platform/error-code.js';

const coordinate = z.string().regex(/^[\w-]{43}$/u);
const publicMembers = { kty: z.literal('EC'), crv: z.literal('P-256'), x: coordinate, y: coordinate };

/** A public P-256 key (RFC 7517) that somebody signs messages with; `kid` is its RFC 7638 thumbprint or a given name. */
export const signingJwkSchema = z.object({ ...publicMembers, kid: z.string().min(1).max(100) });
export type SigningJwk = z.infer<typeof signingJwkSchema>;

const privateJwkSchema = signingJwkSchema.extend({ d: coordinate });

/** The key with which this gateway signs what it tells the bridges. */
export interface SigningKey {
  readonly privateKey: CryptoKey;
  readonly publicJwk: SigningJwk;
}

/** File of the public key, as JWKS, that bridges are given. */
export const publicKeysFile = 'device-keys.jwks.json';
const privateKeyFile = 'device-signing-key.json';

/** Never half a file: written aside, made durable, renamed. */
const writePrivate = async (file: string, text: string): Promise<void> => {
  const draft = `${file}.${process.pid}`;
  const handle = await open(draft, 'w', 0o600);
  await handle.writeFile(text);
  await handle.sync();
  await handle.close();
  await rename(draft, file);
  await chmod(file, 0o600);
};

const readOrMake = async (file: string): Promise<string> => {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (errorCodeOf(error) !== 'ENOENT') throw error;
  }
  const jwk = await exportJWK((await generateKeyPair('ES256', { extractable: true })).privateKey);
  await writePrivate(file, JSON.stringify({ ...jwk, kid: await calculateJwkThumbprint(jwk) }));
  return readFile(file, 'utf8');
};

/**
 * Opens the signing key in the state folder (mode 600, beside the master key), makes it at first start, and writes
 * the public half to {@link publicKeysFile}.
 */
export const openSigningKey = async (folder: string): Promise<SigningKey> => {
  await mkdir(folder, { recursive: true });
  const jwk = privateJwkSchema.parse(JSON.parse(await readOrMake(path.join(folder, privateKeyFile))));
  const publicJwk = signingJwkSchema.parse(jwk);
  const file = path.join(folder, publicKeysFile);
  await writeFile(`${file}.${process.pid}`, `${JSON.stringify({ keys: [publicJwk] })}\n`);
  await rename(`${file}.${process.pid}`, file);
  const privateKey = await importJWK(jwk, 'ES256');
  if (privateKey instanceof Uint8Array) throw new Error('the signing key of devices is no key pair');
  return { privateKey, publicJwk };
};
