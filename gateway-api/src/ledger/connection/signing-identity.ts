/** A signing identity of this jurisdiction's MSP, PEM; after a renewal the same id has another certificate and key. */
export interface SigningIdentity {
  readonly id: string;
  readonly certificatePem: string;
  readonly keyPem: string;
}
