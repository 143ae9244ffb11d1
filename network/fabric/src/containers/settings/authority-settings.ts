import { stringify } from 'yaml';
import type { Jurisdiction } from '../../layout/jurisdictions.js';
import { authorityHostname, sitePorts } from '../container-layout.js';

/**
 * The certification authorities of a jurisdiction, in one Fabric CA server; the first is the server's default. Each
 * organisation has a root of its own, or its members would be members of the other too. TLS has other roots than
 * membership; that of the orderers is separate because whoever has a certificate of it may administer orderers.
 */
export const authorities = ['members', 'members-tls', 'orderers', 'orderers-tls'] as const;

/** Name of one of them: of its CA in the server, and of its settings file. */
export type Authority = (typeof authorities)[number];

/** Where things lie in the container of the Fabric CA server. */
export const authorityFolder = {
  settings: '/etc/baytrace/authority',
  volume: '/var/lib/baytrace',
  home: '/var/lib/baytrace/authority',
  registrarPassword: '/run/secrets/ca-registrar',
} as const;

/** Name of the identity that may register all others. */
export const registrarName = 'registrar';

const subjectNames: Readonly<Record<Authority, string>> = {
  members: 'Members',
  'members-tls': 'Members TLS',
  orderers: 'Orderers',
  'orderers-tls': 'Orderers TLS',
};

function section(jurisdiction: Jurisdiction, authority: Authority): object {
  return {
    ca: { name: authority },
    csr: {
      cn: `Baytrace ${jurisdiction.name} ${subjectNames[authority]} CA`,
      keyrequest: { algo: 'ecdsa', size: 256 },
      names: [{ O: jurisdiction.mspId }],
      hosts: [authorityHostname(jurisdiction), 'localhost', '127.0.0.1'],
      ca: { expiry: '131400h', pathlength: 1 },
    },
    signing: {
      default: { usage: ['digital signature'], expiry: '8760h' },
      profiles: {
        tls: {
          usage: ['signing', 'key encipherment', 'server auth', 'client auth', 'key agreement'],
          expiry: '8760h',
        },
      },
    },
    db: { type: 'sqlite3', datasource: 'fabric-ca-server.db' },
    affiliations: { [jurisdiction.code]: [] },
    crl: { expiry: '24h' },
    bccsp: { default: 'SW', sw: { hash: 'SHA2', security: 256, filekeystore: { keystore: 'msp/keystore' } } },
  };
}

/**
 * fabric-ca-server-config.yaml of one of a jurisdiction's authorities (Fabric CA 1.5,
 * cmd/fabric-ca-server/config.go). The section `registry` is missing: it holds the registrar's password, and start.sh
 * adds it to a private copy.
 */
export function renderAuthoritySettings(jurisdiction: Jurisdiction, authority: Authority): string {
  const ports = sitePorts(jurisdiction);
  const server = {
    port: ports.certificationAuthority,
    tls: { enabled: true },
    operations: {
      listenAddress: `0.0.0.0:${ports.certificationAuthorityOperations}`,
      tls: { enabled: false },
    },
    metrics: { provider: 'prometheus' },
    cafiles: authorities.slice(1).map((other) => `${other}/fabric-ca-server-config.yaml`),
  };
  return stringify({ ...(authority === 'members' ? server : {}), ...section(jurisdiction, authority) });
}
