import { createPrivateKey, randomBytes, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { CertificateAuthorityConfig } from '../../../config/ledger.config.js';
import { CertificateAuthorityFault } from '../certificate-authority-fault.js';
import {
  CertificateIssuer,
  type IssuedCertificate,
  type SubmitterAttributes,
} from '../certificate-issuer.js';
import { enrolmentIdOf } from '../held-certificate.js';
import { certificateRequest, keyPemOf, newKeyPair } from '../key-pair.js';
import { FabricCaClient, type Enrolment } from './fabric-ca-client.js';

/** Where the server is and who registers. */
export type FabricCaAuthority = Extract<CertificateAuthorityConfig, { kind: 'fabric-ca' }>;

const attributesOf = ({
  role,
  enterprise,
}: SubmitterAttributes): readonly { name: string; value: string }[] => [
  { name: 'role', value: role },
  ...(enterprise === undefined ? [] : [{ name: 'enterprise', value: enterprise }]),
];

/**
 * Has certificates issued by a Fabric CA: registers a client under a random pseudonym with a random secret that works
 * once, enrols it, and re-enrols it later with the certificate it holds. Files are read at each use, so that an
 * operator can change the registrar's certificate while the gateway runs.
 */
export class FabricCaIssuer extends CertificateIssuer {
  constructor(private readonly authority: FabricCaAuthority) {
    super();
  }

  /** @throws CertificateAuthorityFault; Error when one of the configured files is unreadable. */
  override async issue(enrolmentId: string, attributes: SubmitterAttributes): Promise<IssuedCertificate> {
    const client = await this.#client();
    const secret = randomBytes(24).toString('base64url');
    await client.register(await this.#registrar(), {
      id: enrolmentId,
      secret,
      attributes: attributesOf(attributes),
    });
    return this.#certified(enrolmentId, attributes, (enrolment) =>
      client.enroll(enrolmentId, secret, enrolment),
    );
  }

  /**
   * Re-enrols. An expired or revoked certificate is refused by the server: then the holder has to be issued anew.
   *
   * @throws CertificateAuthorityFault; Error when one of the configured files is unreadable.
   */
  override async renew(
    current: IssuedCertificate,
    attributes: SubmitterAttributes,
  ): Promise<IssuedCertificate> {
    const client = await this.#client();
    return this.#certified(enrolmentIdOf(current.certificatePem), attributes, (enrolment) =>
      client.reenroll(current, enrolment),
    );
  }

  async #certified(
    enrolmentId: string,
    attributes: SubmitterAttributes,
    ask: (enrolment: Enrolment) => Promise<string>,
  ): Promise<IssuedCertificate> {
    const keys = await newKeyPair();
    const keyPem = keyPemOf(keys.privateKey);
    const certificatePem = await ask({
      request: await certificateRequest(enrolmentId, keys),
      // named, or the server would put its own hf.* attributes into the certificate too
      attributes: attributesOf(attributes).map(({ name }) => name),
    });
    if (!fits(certificatePem, keyPem)) {
      throw new CertificateAuthorityFault('unreadable', 'the certificate is not for the key that was sent');
    }
    return { certificatePem, keyPem };
  }

  async #client(): Promise<FabricCaClient> {
    const { url, name, tlsCertFile } = this.authority;
    return new FabricCaClient({ url, name, tlsCertificates: await readFile(tlsCertFile) });
  }

  async #registrar(): Promise<IssuedCertificate> {
    const { registrarCertFile, registrarKeyFile } = this.authority;
    return {
      certificatePem: await readFile(registrarCertFile, 'utf8'),
      keyPem: await readFile(registrarKeyFile, 'utf8'),
    };
  }
}

const fits = (certificatePem: string, keyPem: string): boolean => {
  try {
    return new X509Certificate(certificatePem).checkPrivateKey(createPrivateKey(keyPem));
  } catch {
    return false;
  }
};
