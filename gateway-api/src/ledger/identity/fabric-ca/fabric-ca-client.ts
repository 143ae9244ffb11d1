import { Agent, request } from 'node:https';
import { buffer } from 'node:stream/consumers';
import { z } from 'zod';
import { CertificateAuthorityFault } from '../certificate-authority-fault.js';
import type { IssuedCertificate } from '../certificate-issuer.js';
import { authorizationToken } from './authorization-token.js';

/** Every answer of a Fabric CA (cfssl, api.Response); the server may add fields. */
const answerSchema = z.object({
  success: z.boolean(),
  result: z.unknown(),
  errors: z.array(z.object({ code: z.int(), message: z.string() })).nullish(),
});

const enrolmentSchema = z.object({ Cert: z.base64() });

/** An attribute of an identity, wanted in its enrolment certificates. */
interface Attribute {
  readonly name: string;
  readonly value: string;
}

/** A new identity as the registrar announces it. */
export interface Registration {
  readonly id: string;
  readonly secret: string;
  readonly attributes: readonly Attribute[];
}

/** A request for a certificate with these attributes in it. */
export interface Enrolment {
  /** PKCS #10, PEM. */
  readonly request: string;
  readonly attributes: readonly string[];
}

/** Which server, and what of it is trusted. */
export interface FabricCaAddress {
  readonly url: string;
  readonly name: string | undefined;
  /** PEM: only servers whose certificate chains to one of these are talked to. */
  readonly tlsCertificates: Buffer;
}

/** How long a call may take, all in all. */
const deadlineMs = 10_000;

const enrolmentBody = ({ request: csr, attributes }: Enrolment): Readonly<Record<string, unknown>> => ({
  certificate_request: csr,
  attr_reqs: attributes.map((name) => ({ name, optional: false })),
});

/** The part of a Fabric CA's REST interface that issues certificates (fabric-ca, swagger-fabric-ca.json). */
export class FabricCaClient {
  constructor(private readonly address: FabricCaAddress) {}

  /**
   * Registers a client that may enrol once.
   *
   * @throws CertificateAuthorityFault
   */
  async register(registrar: IssuedCertificate, { id, secret, attributes }: Registration): Promise<void> {
    const attrs = attributes.map(({ name, value }) => ({ name, value, ecert: true }));
    const body = { id, secret, type: 'client', max_enrollments: 1, attrs };
    await this.#call('register', body, (call) => authorizationToken(registrar, call));
  }

  /** First certificate of an identity, by its secret. @throws CertificateAuthorityFault */
  async enroll(id: string, secret: string, enrolment: Enrolment): Promise<string> {
    const basic = `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
    return this.#certificate('enroll', enrolment, () => Promise.resolve(basic));
  }

  /** Next certificate of an identity, by one that is still valid. @throws CertificateAuthorityFault */
  async reenroll(holder: IssuedCertificate, enrolment: Enrolment): Promise<string> {
    return this.#certificate('reenroll', enrolment, (call) => authorizationToken(holder, call));
  }

  async #certificate(
    endpoint: string,
    enrolment: Enrolment,
    authorize: (call: { method: string; path: string; body: string }) => Promise<string>,
  ): Promise<string> {
    const result = enrolmentSchema.safeParse(await this.#call(endpoint, enrolmentBody(enrolment), authorize));
    if (!result.success) throw new CertificateAuthorityFault('unreadable', `${endpoint}: no certificate`);
    return Buffer.from(result.data.Cert, 'base64').toString();
  }

  async #call(
    endpoint: string,
    fields: Readonly<Record<string, unknown>>,
    authorize: (call: { method: string; path: string; body: string }) => Promise<string>,
  ): Promise<unknown> {
    const { url, name } = this.address;
    const target = new URL(`${url.replace(/\/$/u, '')}/api/v1/${endpoint}`);
    const body = JSON.stringify(name === undefined ? fields : { ...fields, caname: name });
    const authorization = await authorize({ method: 'POST', path: target.pathname, body });
    const { status, text } = await this.#post(target, body, authorization);
    return resultOf(endpoint, status, text);
  }

  async #post(target: URL, body: string, authorization: string): Promise<{ status: number; text: string }> {
    const agent = new Agent({ ca: this.address.tlsCertificates, minVersion: 'TLSv1.2' });
    try {
      const signal = AbortSignal.timeout(deadlineMs);
      return await new Promise((resolve, reject) => {
        const headers = { authorization, 'content-type': 'application/json' };
        const call = request(target, { method: 'POST', agent, headers, signal }, (response) => {
          buffer(response).then((bytes) => {
            resolve({ status: response.statusCode ?? 0, text: bytes.toString() });
          }, reject);
        });
        call.on('error', reject);
        call.end(body);
      });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new CertificateAuthorityFault('unreachable', `${target.origin}: ${reason}`);
    } finally {
      agent.destroy();
    }
  }
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const resultOf = (endpoint: string, status: number, text: string): unknown => {
  const answer = answerSchema.safeParse(parsed(text));
  if (!answer.success) {
    const kind = status >= 500 ? 'unreachable' : 'unreadable';
    throw new CertificateAuthorityFault(kind, `${endpoint}: HTTP ${status}`, { status });
  }
  if (answer.data.success) return answer.data.result;
  const [fault] = answer.data.errors ?? [];
  throw new CertificateAuthorityFault('refused', `${endpoint}: ${fault?.message ?? `HTTP ${status}`}`, {
    status,
    ...(fault === undefined ? {} : { caCode: fault.code }),
  });
};
