import {
  createHash,
  hash as hashOnce,
  sign as cryptoSign,
  verify as cryptoVerify,
  type KeyObject,
} from 'node:crypto';

/** Order of the curve P-256 and its half: a signature whose s is above the half is not canonical (Fabric bccsp/utils/ecdsa.go). */
const ORDER = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551');
const HALF_ORDER = ORDER >> 1n;

/** SHA-256 of the concatenation of the given byte strings. */
export function sha256(...parts: readonly Uint8Array[]): Buffer {
  const [only, ...more] = parts;
  if (only && more.length === 0) return hashOnce('sha256', only, 'buffer');
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/** DER INTEGER of an unsigned big-endian number. */
export function derInteger(unsigned: Uint8Array): Buffer {
  let start = 0;
  while (start < unsigned.length - 1 && unsigned[start] === 0) start += 1;
  const digits = unsigned.subarray(start);
  const padding = ((digits[0] ?? 0) & 0x80) === 0 ? [] : [0];
  return Buffer.concat([Buffer.from([2, digits.length + padding.length, ...padding]), digits]);
}

/**
 * Signs sha256(message) with a P-256 private key; the result is DER with low S, as every Fabric node demands
 * (bccsp/utils/ecdsa.go ToLowS).
 */
export function signLowS(key: KeyObject, message: Uint8Array): Buffer {
  const raw = cryptoSign('sha256', message, { key, dsaEncoding: 'ieee-p1363' });
  let s = raw.subarray(32);
  const value = BigInt(`0x${s.toString('hex')}`);
  if (value > HALF_ORDER) s = Buffer.from((ORDER - value).toString(16).padStart(64, '0'), 'hex');
  const body = Buffer.concat([derInteger(raw.subarray(0, 32)), derInteger(s)]);
  return Buffer.concat([Buffer.from([0x30, body.length]), body]);
}

/** True when the signature is DER of two integers and its S is at most half the order of P-256. */
export function isLowS(signature: Uint8Array): boolean {
  if (signature.length < 8 || signature[0] !== 0x30 || signature[2] !== 2) return false;
  const sTag = 4 + (signature[3] ?? 0);
  const length = signature[sTag + 1] ?? 0;
  const s = signature.subarray(sTag + 2, sTag + 2 + length);
  if (signature[sTag] !== 2 || length === 0 || s.length !== length) return false;
  return BigInt(`0x${Buffer.from(s).toString('hex')}`) <= HALF_ORDER;
}

/** Verifies an ECDSA signature over sha256(message) on libuv's thread pool. High-S signatures are refused. */
export async function verifyLowS(
  key: KeyObject,
  message: Uint8Array,
  signature: Uint8Array,
): Promise<boolean> {
  if (key.asymmetricKeyType !== 'ec' || !isLowS(signature)) return false;
  return await new Promise((resolve, reject) => {
    cryptoVerify('sha256', message, key, signature, (error, valid) => {
      if (error) reject(error);
      else resolve(valid);
    });
  });
}
