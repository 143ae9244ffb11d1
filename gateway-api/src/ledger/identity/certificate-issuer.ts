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

/** Issues submitter certificates of this jurisdiction's MSP; the enrolment id is a random pseudonym. */
export abstract class CertificateIssuer {
  abstract issue(enrolmentId: string, attributes: SubmitterAttributes): Promise<IssuedCertificate>;
}
