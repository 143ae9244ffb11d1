import 'reflect-metadata';
import * as x509 from '@peculiar/x509';

const day = 24 * 60 * 60 * 1000;
/** A certificate is renewed so long before it ends; one of a short life in its last third. */
const longestLeadMs = 30 * day;

/** When a certificate ends and from when on it is renewed, epoch ms. */
export interface CertificateLife {
  readonly expiresAt: number;
  readonly renewAt: number;
}

/** Life of a certificate. @throws Error when the PEM holds none. */
export const lifeOf = (certificatePem: string): CertificateLife => {
  const { notBefore, notAfter } = new x509.X509Certificate(certificatePem);
  const expiresAt = notAfter.getTime();
  const lead = Math.min(longestLeadMs, (expiresAt - notBefore.getTime()) / 3);
  return { expiresAt, renewAt: expiresAt - lead };
};

/** Common name of a certificate: its enrolment id. @throws Error when it has none. */
export const enrolmentIdOf = (certificatePem: string): string => {
  const [name] = new x509.X509Certificate(certificatePem).subjectName.getField('CN');
  if (name === undefined) throw new Error('the certificate has no common name');
  return name;
};
