import { z } from 'zod';

const localSettings = ['BAYTRACE_CA_CERT', 'BAYTRACE_CA_KEY'] as const;
const remoteSettings = [
  'BAYTRACE_CA_URL',
  'BAYTRACE_CA_TLS_CERT',
  'BAYTRACE_CA_REGISTRAR_CERT',
  'BAYTRACE_CA_REGISTRAR_KEY',
] as const;
const remoteOptions = ['BAYTRACE_CA_NAME'] as const;

const file = z.string().min(1).optional();

const settings = z.object({
  BAYTRACE_LEDGER_CONNECTION: z.string().min(1),
  BAYTRACE_CA_CERT: file,
  BAYTRACE_CA_KEY: file,
  BAYTRACE_CA_URL: z.url({ protocol: /^https$/u, error: 'must be an https:// address' }).optional(),
  BAYTRACE_CA_NAME: z.string().min(1).optional(),
  BAYTRACE_CA_TLS_CERT: file,
  BAYTRACE_CA_REGISTRAR_CERT: file,
  BAYTRACE_CA_REGISTRAR_KEY: file,
});

type Settings = z.infer<typeof settings>;

const given = (env: Settings, names: readonly (keyof Settings)[]): (keyof Settings)[] =>
  names.filter((name) => env[name] !== undefined);

/** What hinders the settings from naming exactly one authority: setting and fault, `undefined` = it is missing. */
const faultsOf = (env: Settings): readonly (readonly [name: keyof Settings, fault: string])[] => {
  const local = given(env, localSettings);
  const remote = given(env, [...remoteSettings, ...remoteOptions]);
  const [first] = remote;
  if (first !== undefined && local.length > 0) {
    return [[first, `and ${local.join(', ')} exclude each other: a CA of its own files or a Fabric CA`]];
  }
  const needed = remote.length > 0 ? remoteSettings : localSettings;
  return needed.filter((name) => env[name] === undefined).map((name) => [name, 'is missing'] as const);
};

/** Who issues the certificates of the submitters. */
export type CertificateAuthorityConfig =
  | {
      /** Key and certificate of the MSP's CA, as the embedded ledger and cryptogen leave them. */
      readonly kind: 'local';
      readonly certFile: string;
      readonly keyFile: string;
    }
  | {
      /** A Fabric CA server over REST; its TLS certificate must chain to `tlsCertFile` and to nothing else. */
      readonly kind: 'fabric-ca';
      readonly url: string;
      /** Name of the CA at that server, when it serves several. */
      readonly name: string | undefined;
      readonly tlsCertFile: string;
      /** Enrolment certificate and key of a registrar that may register clients with `role` and `enterprise`. */
      readonly registrarCertFile: string;
      readonly registrarKeyFile: string;
    };

const authorityOf = (env: Settings): CertificateAuthorityConfig =>
  env.BAYTRACE_CA_URL === undefined
    ? { kind: 'local', certFile: env.BAYTRACE_CA_CERT ?? '', keyFile: env.BAYTRACE_CA_KEY ?? '' }
    : {
        kind: 'fabric-ca',
        url: env.BAYTRACE_CA_URL,
        name: env.BAYTRACE_CA_NAME,
        tlsCertFile: env.BAYTRACE_CA_TLS_CERT ?? '',
        registrarCertFile: env.BAYTRACE_CA_REGISTRAR_CERT ?? '',
        registrarKeyFile: env.BAYTRACE_CA_REGISTRAR_KEY ?? '',
      };

/**
 * Connection file of the ledger, and the one certification authority that issues the submitters' certificates:
 * either key files of its own (`BAYTRACE_CA_CERT`, `BAYTRACE_CA_KEY`) or a Fabric CA (`BAYTRACE_CA_URL` and what
 * belongs to it). Keys are always files.
 */
export const ledgerEnvironment = settings
  .check(({ value, issues }) => {
    for (const [name, message] of faultsOf(value)) {
      issues.push({ code: 'custom', path: [name], message, input: value });
    }
  })
  .transform((env) => ({
    connectionFile: env.BAYTRACE_LEDGER_CONNECTION,
    authority: authorityOf(env),
  }));
