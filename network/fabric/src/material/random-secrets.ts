import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto';

/** 18 random bytes as text with small and capital letters and digits, which the gateway asks of passwords. */
export function randomPassword(): string {
  for (;;) {
    const text = randomBytes(18).toString('base64url').replaceAll(/[-_]/gu, '');
    if (text.length >= 20 && [/[a-z]/u, /[A-Z]/u, /\d/u].every((kind) => kind.test(text))) return text;
  }
}

/** A signing key of P-256 as JWK (RFC 7517), named by its thumbprint (RFC 7638). */
export interface SigningJwk {
  readonly private: object;
  readonly public: object;
}

/** A new key with which a gateway signs what it tells device bridges. */
export function signingJwk(): SigningJwk {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { d, x, y } = privateKey.export({ format: 'jwk' });
  const members = { crv: 'P-256', kty: 'EC', x, y };
  const kid = createHash('sha256').update(JSON.stringify(members)).digest('base64url');
  return { private: { ...members, d, kid }, public: { ...members, kid } };
}
