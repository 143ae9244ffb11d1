/** Attributes that the chaincode reads from a submitter's certificate (charter §4, Identity). */
export interface SubmitterAttributes {
  readonly role: 'enterprise' | 'regulator' | 'gateway';
  /** Pseudonym of the enterprise, for role `enterprise`. */
  readonly enterprise?: string;
}

/** A fresh key pair with its certificate, PEM (PKCS #8 key). */
export interface IssuedCertificate {
  readonly certificatePem: string;
  readonly keyPem: string;
}

/**
 * Issues submitter certificates of this jurisdiction's MSP: NodeOU `client`, the attributes as JSON in extension
 * 1.2.3.4.5.6.7.8.1 (fabric-ca, lib/attrmgr), a fresh P-256 key; the enrolment id is a random pseudonym.
 */
export abstract class CertificateIssuer {
  /** @throws CertificateAuthorityFault when the authority is away or will not issue. */
  abstract issue(enrolmentId: string, attributes: SubmitterAttributes): Promise<IssuedCertificate>;

  /**
   * A new certificate and key for the holder of `current`, under the same enrolment id.
   *
   * @throws CertificateAuthorityFault when the authority is away or will not issue.
   */
  abstract renew(current: IssuedCertificate, attributes: SubmitterAttributes): Promise<IssuedCertificate>;
}
