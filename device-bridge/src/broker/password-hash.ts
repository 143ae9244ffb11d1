import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

const parameters = { N: 16384, r: 8, p: 1 } as const;
const keyLength = 32;

/** Form of a stored password: `scrypt:N:r:p:salt:hash`, salt and hash in base64url (RFC 7914). */
export const passwordHashPattern = /^scrypt:(\d{1,7}):(\d{1,2}):(\d{1,2}):([\w-]{16,}):([\w-]{43})$/u;

interface ScryptCost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

const derive = (password: string, salt: Buffer, cost: ScryptCost): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(password, salt, keyLength, cost, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });

/** The hash to keep of a password, with a fresh salt. */
export const hashPassword = async (password: string): Promise<string> => {
  const salt = randomBytes(16);
  const key = await derive(password, salt, parameters);
  const { N, r, p } = parameters;
  return ['scrypt', N, r, p, salt.toString('base64url'), key.toString('base64url')].join(':');
};

/** True when `password` is the one that was hashed; compares in constant time. False for a malformed hash. */
export const isPassword = async (password: string, stored: string): Promise<boolean> => {
  const match = passwordHashPattern.exec(stored);
  if (match === null) return false;
  const [, N, r, p, salt = '', hash = ''] = match;
  const key = await derive(password, Buffer.from(salt, 'base64url'), {
    N: Number(N),
    r: Number(r),
    p: Number(p),
  });
  const expected = Buffer.from(hash, 'base64url');
  return key.length === expected.length && timingSafeEqual(key, expected);
};
