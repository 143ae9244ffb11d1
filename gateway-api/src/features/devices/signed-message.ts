import { deviceMessageType, maxMessageBytes } from '@baytrace/domain/devices';
import { CompactSign, compactVerify, decodeJwt, errors, importJWK } from 'jose';
import type { SigningJwk, SigningKey } from './signing-key.js';

/** A message from a bridge that must have no effect: forged, damaged or not for us. */
export class RefusedMessage extends Error {
  override readonly name = 'RefusedMessage';
}

/** Compact JWS, ES256 (RFC 7515, RFC 7518 §3.4), of a message as JSON. */
export const signMessage = (message: object, { privateKey, publicJwk }: SigningKey): Promise<string> =>
  new CompactSign(new TextEncoder().encode(JSON.stringify(message)))
    .setProtectedHeader({ alg: 'ES256', kid: publicJwk.kid, typ: deviceMessageType })
    .sign(privateKey);

/** What a JWS claims, not verified; to find the key by which to verify it. @throws RefusedMessage */
export const claimedPayload = (jws: Buffer): unknown => {
  if (jws.length > maxMessageBytes) throw new RefusedMessage('too large');
  try {
    return decodeJwt(jws.toString('utf8'));
  } catch (error) {
    if (error instanceof errors.JOSEError) throw new RefusedMessage(error.message);
    throw error;
  }
};

/** The payload, signed by `key` and of the right type. @throws RefusedMessage */
export const verifiedPayload = async (jws: Buffer, key: SigningJwk): Promise<unknown> => {
  if (jws.length > maxMessageBytes) throw new RefusedMessage('too large');
  try {
    const options = { algorithms: ['ES256'] };
    const { payload, protectedHeader } = await compactVerify(
      jws.toString('utf8'),
      await importJWK(key, 'ES256'),
      options,
    );
    if (protectedHeader.typ !== deviceMessageType) throw new RefusedMessage('not a message of a device');
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload));
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof SyntaxError || error instanceof TypeError) {
      throw new RefusedMessage(error.message);
    }
    throw error;
  }
};
