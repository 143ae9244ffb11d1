import { sign, type KeyObject } from 'node:crypto';

const ORDER = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551');

/** A valid P-256 signature over SHA-256, DER, whose S is above half of the curve's order. */
export function signHighS(key: KeyObject, message: Uint8Array): Buffer {
  for (;;) {
    const raw = sign('sha256', message, { key, dsaEncoding: 'ieee-p1363' });
    const s = BigInt(`0x${raw.subarray(32).toString('hex')}`);
    if (s > ORDER >> 1n) return sequence(raw.subarray(0, 32), raw.subarray(32));
  }
}

function sequence(r: Buffer, s: Buffer): Buffer {
  const body = Buffer.concat([integer(r), integer(s)]);
  return Buffer.concat([Buffer.from([0x30, body.length]), body]);
}

function integer(bytes: Buffer): Buffer {
  const stripped = bytes.subarray(bytes.findIndex((byte) => byte !== 0));
  const negative = ((stripped[0] ?? 0) & 0x80) !== 0;
  const padded = negative ? Buffer.concat([Buffer.from([0]), stripped]) : stripped;
  return Buffer.concat([Buffer.from([0x02, padded.length]), padded]);
}
