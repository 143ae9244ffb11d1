import { randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { registrarName, type Authority } from '../containers/settings/authority-settings.js';
import { FabricNetworkError } from '../errors/fabric-network-error.js';
import { findProgram } from '../programs/find-programs.js';
import { runProgram } from '../programs/run-program.js';
import { makePrivateFolder, readIfThere, writePrivateFile } from '../state-files/private-files.js';
import { authorityRoot, operatorIdentity, type SiteMaterial } from './site-material.js';

/** Someone who gets a certificate. */
export interface Enrolment {
  readonly authority: Authority;
  /** Enrolment id, the certificate's common name. */
  readonly name: string;
  /** Organisational unit by which an MSP tells roles apart (NodeOUs). */
  readonly type: 'peer' | 'orderer' | 'admin' | 'client';
  /** Host names in the certificate. */
  readonly hosts?: readonly string[];
  /** What the identity may do at the authority. */
  readonly attributes?: string;
}

/** What an enrolment gives: absolute paths in a folder that the caller empties. */
export interface Enrolled {
  readonly certificate: string;
  readonly key: string;
  /** Root of the authority. */
  readonly root: string;
}

function program(): string {
  const path = findProgram('fabric-ca-client');
  if (path !== undefined) return path;
  throw new FabricNetworkError(
    'BT-FABRIC-PROGRAM-MISSING',
    'Missing program of Hyperledger Fabric CA: fabric-ca-client. Set FABRIC_BIN to the folder that holds it.',
  );
}

function onlyFile(folder: string): string {
  const [name] = existsSync(folder) ? readdirSync(folder) : [];
  if (name === undefined) {
    throw new FabricNetworkError(
      'BT-FABRIC-MATERIAL-ENROLMENT',
      `fabric-ca-client left nothing in ${folder}.`,
    );
  }
  return join(folder, name);
}

/** Enrols identities of a jurisdiction at its Fabric CA server, as the registrar. */
export class AuthorityClient {
  readonly #program = program();
  readonly #scratch: string;

  /**
   * @param url `https://host:port` of the server, as this machine reaches it
   * @throws FabricNetworkError `BT-FABRIC-PROGRAM-MISSING`, `BT-FABRIC-MATERIAL-UNPREPARED`
   */
  constructor(
    private readonly site: SiteMaterial,
    private readonly url: string,
    private readonly registrarPassword: string,
  ) {
    if (readIfThere(authorityRoot(site)) === undefined) {
      throw new FabricNetworkError(
        'BT-FABRIC-MATERIAL-UNPREPARED',
        `${authorityRoot(site)} is missing: copy the certificate of the running certification authority there.`,
      );
    }
    makePrivateFolder(site.operator);
    this.#scratch = mkdtempSync(join(site.operator, 'enrolment-'));
  }

  /** Removes what was enrolled and not kept. */
  close(): void {
    rmSync(this.#scratch, { recursive: true, force: true });
  }

  /**
   * Registers an identity unless it is, and enrols it with a new key (P-256). Its enrolment secret stays with the
   * operator, for the next enrolment before the certificate ends.
   * @throws FabricNetworkError `BT-FABRIC-TOOL-FAILED` with what the server said
   */
  async enrol(enrolment: Enrolment): Promise<Enrolled> {
    await this.#enrolRegistrar(enrolment.authority);
    const secret = await this.#register(enrolment);
    const folder = join(this.#scratch, `${enrolment.authority}-${enrolment.name}`);
    await this.#enrol(enrolment.authority, enrolment.name, secret, folder, [
      ...(enrolment.authority.endsWith('-tls') ? ['--enrollment.profile', 'tls'] : []),
      ...(enrolment.hosts === undefined ? [] : ['--csr.hosts', enrolment.hosts.join(',')]),
    ]);
    const roots = enrolment.authority.endsWith('-tls') ? 'tlscacerts' : 'cacerts';
    return {
      certificate: join(folder, 'signcerts', 'cert.pem'),
      key: onlyFile(join(folder, 'keystore')),
      root: onlyFile(join(folder, roots)),
    };
  }

  #secretFile({ authority, name }: Enrolment): string {
    return join(this.site.operator, 'enrolment-secrets', `${authority}-${name}`);
  }

  #registrar(authority: Authority): string {
    return operatorIdentity(this.site, `registrar-${authority}`);
  }

  async #enrolRegistrar(authority: Authority): Promise<void> {
    const folder = this.#registrar(authority);
    if (existsSync(join(folder, 'signcerts', 'cert.pem'))) return;
    await this.#enrol(authority, registrarName, this.registrarPassword, folder, []);
  }

  /** Secrets travel in the environment, which other users of the machine cannot see, not on the command line. */
  async #enrol(
    authority: Authority,
    name: string,
    secret: string,
    folder: string,
    args: readonly string[],
  ): Promise<void> {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const { host } = new URL(this.url);
    const subject = ['--csr.names', `O=${this.site.jurisdiction.mspId}`];
    await this.#run(['enroll', '--caname', authority, '--mspdir', folder, ...subject, ...args], {
      FABRIC_CA_CLIENT_URL: `https://${name}:${secret}@${host}`,
    });
  }

  /**
   * Registers an identity unless its enrolment secret is known from before.
   * @returns the secret
   */
  async #register(enrolment: Enrolment): Promise<string> {
    const { authority, name, type, attributes } = enrolment;
    const file = this.#secretFile(enrolment);
    const known = readIfThere(file);
    if (known !== undefined) return known;
    const secret = randomBytes(24).toString('hex');
    const attrs = attributes === undefined ? [] : ['--id.attrs', attributes];
    try {
      await this.#run(
        [
          ...['register', '--caname', authority, '--mspdir', this.#registrar(authority)],
          ...['--id.name', name, '--id.type', type, '--id.maxenrollments', '-1', ...attrs],
        ],
        { FABRIC_CA_CLIENT_URL: this.url, FABRIC_CA_CLIENT_ID_SECRET: secret },
      );
    } catch (error) {
      if (!(error instanceof FabricNetworkError) || !error.message.includes('already registered'))
        throw error;
      throw new FabricNetworkError(
        'BT-FABRIC-MATERIAL-ENROLMENT',
        `${name} is registered at ${authority}, but its enrolment secret is not in ${file}. Restore it from a backup, ` +
          `or give it a new one with \`fabric-ca-client identity modify ${name} --caname ${authority} --secret …\`.`,
        { cause: error },
      );
    }
    writePrivateFile(file, secret);
    return secret;
  }

  async #run(args: readonly string[], env: Readonly<Record<string, string>>): Promise<void> {
    await runProgram(this.#program, args, {
      env: {
        FABRIC_CA_CLIENT_HOME: this.#scratch,
        FABRIC_CA_CLIENT_TLS_CERTFILES: authorityRoot(this.site),
        ...env,
      },
    });
  }
}

/** Copies a PEM file to where containers or commands look for it, for its owner only. */
export function keep(from: string, to: string): void {
  makePrivateFolder(join(to, '..'));
  copyFileSync(from, to);
}
