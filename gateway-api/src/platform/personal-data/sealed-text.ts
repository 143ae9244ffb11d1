import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const version = 'v1';

/** AES-256-GCM (NIST SP 800-38D), random 96-bit nonce; `context` is authenticated, not stored. */
export const seal = (key: Uint8Array, plain: Uint8Array, context: string): string => {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return [version, nonce, body, cipher.getAuthTag()]
    .map((part) => (typeof part === 'string' ? part : part.toString('base64url')))
    .join('.');
};

/**
 * Opens what {@link seal} closed.
 * @throws Error when key, context or text are not those of the sealing.
 */
export const unseal = (key: Uint8Array, sealed: string, context: string): Buffer => {
  const [mark, nonce, body, tag] = sealed.split('.');
  if (mark !== version || nonce === undefined || body === undefined || tag === undefined) {
    throw new Error('not a sealed text of a known version');
  }
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64url'), {
    authTagLength: 16,
  });
  decipher.setAAD(Buffer.from(context)).setAuthTag(Buffer.from(tag, 'base64url'));
  return Buffer.concat([decipher.update(Buffer.from(body, 'base64url')), decipher.final()]);
};
