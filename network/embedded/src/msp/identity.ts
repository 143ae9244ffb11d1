import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import { msp } from '@hyperledger/fabric-protos';
import { sha256 } from '../cryptography/ecdsa.js';

/** Roles a NodeOUs configuration tells apart by the certificate's organisational unit (Fabric msp/mspimplsetup.go). */
export type NodeRole = 'client' | 'peer' | 'admin' | 'orderer';

/** A creator or endorser whose certificate chains to its organisation's root CA. */
export interface Identity {
  readonly mspId: string;
  /** Role by the certificate's OU; undefined, and the identity not valid, unless it has exactly one of the four. */
  readonly role: NodeRole | undefined;
  readonly publicKey: KeyObject;
  /** SHA-256 of the SerializedIdentity bytes. */
  readonly digest: Buffer;
  readonly validFrom: number;
  readonly validTo: number;
}

/** An identity that this process can sign with: a peer, the orderer, an administrator. */
export interface SigningIdentity {
  readonly identity: Identity;
  /** The SerializedIdentity bytes that go into headers and endorsements. */
  readonly serialized: Buffer;
  readonly key: KeyObject;
}

/** The bytes name no member of this channel: unknown MSP, unreadable certificate, or a certificate of another CA. */
export class UnknownIdentityError extends Error {
  override readonly name = 'UnknownIdentityError';
}

const ROLE = /^OU=(client|peer|admin|orderer)$/gm;
const CACHED = 20_000;

/** True while the certificate is within its validity period. */
export function isCurrent(identity: Identity, now = Date.now()): boolean {
  return now >= identity.validFrom && now <= identity.validTo;
}

/** Protobuf bytes of msp.SerializedIdentity. */
export function serializeIdentity(mspId: string, certificatePem: string): Buffer {
  const message = new msp.SerializedIdentity();
  message.setMspid(mspId);
  message.setIdBytes(Buffer.from(certificatePem));
  return Buffer.from(message.serializeBinary());
}

/**
 * The channel's MSPs: one root CA each, NodeOUs on. Intermediate CAs and revocation lists are not supported.
 * Parsed identities are remembered by their bytes.
 */
export class ChannelMembers {
  readonly #roots = new Map<string, X509Certificate>();
  readonly #known = new Map<string, Identity>();

  /** Adds an organisation by its root CA certificate. */
  add(mspId: string, rootPem: string): void {
    this.#roots.set(mspId, new X509Certificate(rootPem));
  }

  /** MSP ids of all organisations, the orderer's included. */
  get mspIds(): readonly string[] {
    return [...this.#roots.keys()];
  }

  /**
   * Reads SerializedIdentity bytes.
   * @throws UnknownIdentityError when no organisation of the channel has issued this certificate.
   */
  identify(serialized: Uint8Array): Identity {
    const digest = sha256(serialized);
    const key = digest.toString('base64');
    const known = this.#known.get(key);
    if (known) return known;
    const identity = this.#parse(serialized, digest);
    if (this.#known.size >= CACHED) this.#known.clear();
    this.#known.set(key, identity);
    return identity;
  }

  /** An identity with its private key, for the nodes this process plays. */
  signer(mspId: string, certificatePem: string, keyPem: string): SigningIdentity {
    const serialized = serializeIdentity(mspId, certificatePem);
    return { identity: this.identify(serialized), serialized, key: createPrivateKey(keyPem) };
  }

  #parse(serialized: Uint8Array, digest: Buffer): Identity {
    const { mspId, certificate } = readSerialized(serialized);
    const root = this.#roots.get(mspId);
    if (!root) throw new UnknownIdentityError(`expected MSP ID to be one of the channel's, got ${mspId}`);
    if (!isSignedBy(certificate, root)) {
      throw new UnknownIdentityError(`certificate is not signed by the CA of ${mspId}`);
    }
    const roles = [...certificate.subject.matchAll(ROLE)].map(([, name]) => name);
    const role = roles.length === 1 ? roles[0] : undefined;
    return {
      mspId,
      role: role as NodeRole | undefined,
      publicKey: certificate.publicKey,
      digest,
      validFrom: Date.parse(certificate.validFrom),
      validTo: Date.parse(certificate.validTo),
    };
  }
}

/** Fabric verifies the chain as of one second after the certificate's begin (msp/mspimplvalidate.go, getValidityOptsForCert). */
function isWithin(certificate: X509Certificate, root: X509Certificate): boolean {
  const at = Date.parse(certificate.validFrom) + 1000;
  return Date.parse(root.validFrom) <= at && at <= Date.parse(root.validTo);
}

/** OpenSSL throws instead of answering when the signature's algorithm does not fit the CA's key. */
function isSignedBy(certificate: X509Certificate, root: X509Certificate): boolean {
  try {
    return isWithin(certificate, root) && certificate.checkIssued(root) && certificate.verify(root.publicKey);
  } catch {
    return false;
  }
}

function readSerialized(serialized: Uint8Array): { mspId: string; certificate: X509Certificate } {
  try {
    const message = msp.SerializedIdentity.deserializeBinary(serialized);
    return { mspId: message.getMspid(), certificate: new X509Certificate(message.getIdBytes_asU8()) };
  } catch (error) {
    throw new UnknownIdentityError('creator is malformed', { cause: error });
  }
}
