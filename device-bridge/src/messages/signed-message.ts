import { deviceMessageType, maxMessageBytes, maxMessageLife } from '@baytrace/domain/devices';
import { CompactSign, compactVerify, errors } from 'jose';
import type { BridgeKey } from './bridge-key.js';
import type { GatewayKeys } from './gateway-keys.js';

/** Why a message was not obeyed; counted in the journal. */
export type MessageRefusal =
  | 'too-large'
  | 'bad-signature'
  | 'invalid'
  | 'expired'
  | 'expires-too-late'
  | 'foreign-device'
  | 'stale-epoch'
  | 'unknown-job'
  | 'stale-position'
  | 'position-ahead'
  | 'sequence-ahead'
  | 'wrong-chunk'
  | 'job-ended';

/** A message that must have no effect. */
export class RefusedMessage extends Error {
  override readonly name = 'RefusedMessage';

  constructor(
    readonly kind: MessageRefusal,
    detail = '',
  ) {
    super(`${kind} ${detail}`);
  }
}

/** Signs a message as compact JWS, ES256 (RFC 7515, RFC 7518 §3.4). */
export const signMessage = (message: object, { privateKey, publicKey }: BridgeKey): Promise<string> =>
  new CompactSign(new TextEncoder().encode(JSON.stringify(message)))
    .setProtectedHeader({ alg: 'ES256', kid: publicKey.kid, typ: deviceMessageType })
    .sign(privateKey);

/**
 * Payload of a JWS signed by one of the gateways, still unchecked by a schema.
 * @throws RefusedMessage `too-large`, `bad-signature`, `invalid` (not JSON)
 */
export const verifyMessage = async (jws: Buffer, keys: GatewayKeys): Promise<unknown> => {
  if (jws.length > maxMessageBytes) throw new RefusedMessage('too-large');
  let payload: Uint8Array;
  try {
    const result = await compactVerify(new Uint8Array(jws), keys.resolver(), { algorithms: ['ES256'] });
    if (result.protectedHeader.typ !== deviceMessageType) throw new RefusedMessage('bad-signature', 'typ');
    payload = result.payload;
  } catch (error) {
    if (error instanceof errors.JOSEError) throw new RefusedMessage('bad-signature', error.code);
    throw error;
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload));
  } catch (error) {
    throw new RefusedMessage('invalid', String(error));
  }
};

/** @throws RefusedMessage `expired`, `expires-too-late` */
export const checkExpiry = (expires: number, now: number): void => {
  if (expires <= now) throw new RefusedMessage('expired');
  if (expires > now + maxMessageLife) throw new RefusedMessage('expires-too-late');
};
