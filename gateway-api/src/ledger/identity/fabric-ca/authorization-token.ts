import { lowSSigner } from '../../connection/low-s-signer.js';
import type { IssuedCertificate } from '../certificate-issuer.js';

const base64 = (text: string): string => Buffer.from(text).toString('base64');

/**
 * Value of the `Authorization` header with which the holder of a certificate calls a Fabric CA:
 * `base64(certificate).base64(signature)`, signed (ECDSA, low S) over
 * `METHOD.base64(path).base64(body).base64(certificate)` (fabric-ca, util.GenECDSAToken).
 */
export const authorizationToken = async (
  holder: IssuedCertificate,
  { method, path, body }: { readonly method: string; readonly path: string; readonly body: string },
): Promise<string> => {
  const certificate = base64(holder.certificatePem);
  const signed = [method, base64(path), base64(body), certificate].join('.');
  const signature = await lowSSigner(holder.keyPem)(Buffer.from(signed));
  return `${certificate}.${Buffer.from(signature).toString('base64')}`;
};
