import type { Jurisdiction } from '../../layout/jurisdictions.js';
import { after, hardened, healthcheck, published, readOnly, secret, volume } from '../compose-service.js';
import { authorityHostname, peersOf, sitePorts } from '../container-layout.js';
import { ownVersion } from '../images.js';
import { materialPath, siteFiles } from '../material-folder.js';
import { gatewayConnectionFolder } from '../settings/gateway-connection.js';
import type { Authority } from '../settings/authority-settings.js';
import { named, onNetworks, type ComposePart } from '../site.js';
import { brokerUrl, mqttUser } from './device-services.js';

const state = '/var/lib/baytrace';

/** It issues the certificates of submitters. */
const membersAuthority: Authority = 'members';

/** Secret of the gateway → file of the material, and where the gateway finds it. */
const secrets: readonly (readonly [name: string, file: string, target: string])[] = [
  ['postgres-gateway', siteFiles.postgresGateway, '/run/secrets/postgres-gateway'],
  ['mqtt-gateway', siteFiles.mqttGateway, '/run/secrets/mqtt-gateway'],
  ['first-accounts', siteFiles.firstAccounts, '/run/secrets/first-accounts.json'],
  ['gateway-registrar-key', siteFiles.gatewayRegistrarKey, '/run/secrets/gateway-registrar.key'],
  ['gateway-master-key', siteFiles.gatewayMasterKey, `${state}/master.key`],
  ['gateway-device-key', siteFiles.gatewayDeviceKey, `${state}/device-signing-key.json`],
];

function environment(jurisdiction: Jurisdiction): Record<string, string> {
  const ports = sitePorts(jurisdiction);
  const folder = gatewayConnectionFolder;
  return {
    NODE_ENV: 'production',
    NODE_EXTRA_CA_CERTS: `${folder}/tls-root.crt`,
    BAYTRACE_JURISDICTION: jurisdiction.code,
    BAYTRACE_HOST: '0.0.0.0',
    BAYTRACE_PORT: String(ports.gateway),
    BAYTRACE_WEB_ROOT: '/app/web/dist',
    BAYTRACE_STATE: state,
    BAYTRACE_FIRST_ACCOUNTS: '/run/secrets/first-accounts.json',
    BAYTRACE_LEDGER_CONNECTION: `${folder}/connection.json`,
    BAYTRACE_CA_URL: `https://${authorityHostname(jurisdiction)}:${ports.certificationAuthority}`,
    BAYTRACE_CA_NAME: membersAuthority,
    BAYTRACE_CA_TLS_CERT: `${folder}/authority.crt`,
    BAYTRACE_CA_REGISTRAR_CERT: `${folder}/registrar.crt`,
    BAYTRACE_CA_REGISTRAR_KEY: '/run/secrets/gateway-registrar.key',
    BAYTRACE_MQTT_URL: brokerUrl(jurisdiction),
    BAYTRACE_MQTT_USER: mqttUser('gateway', jurisdiction),
    BAYTRACE_MQTT_PASSWORD_FILE: '/run/secrets/mqtt-gateway',
    DATABASE_URL: `postgres://baytrace@${named('postgres', jurisdiction)}:5432/baytrace`,
    DATABASE_PASSWORD_FILE: '/run/secrets/postgres-gateway',
  };
}

function isReady(port: number): string {
  return `fetch('http://127.0.0.1:${port}/api/v1/health/ready').then((r)=>process.exit(r.ok?0:1),()=>process.exit(1))`;
}

/**
 * The gateway of a jurisdiction with the web app. It speaks HTTP on this host's loopback address unless
 * `BAYTRACE_WEB_BIND` says otherwise: in front of it belongs what ends TLS.
 */
export function gateway(jurisdiction: Jurisdiction): ComposePart {
  const name = named('gateway', jurisdiction);
  const { gateway: port } = sitePorts(jurisdiction);
  const folder = gatewayConnectionFolder;
  const from = (file: string): string => materialPath(jurisdiction, file);
  return {
    services: {
      [name]: {
        image: `baytrace/gateway:${ownVersion}`,
        pull_policy: 'never',
        command: ['--enable-source-maps', 'gateway-api/dist/main.js'],
        init: true,
        ...hardened({ memory: '1g', pids: 128 }),
        stop_grace_period: '15s',
        depends_on: after(
          [named('storage', jurisdiction), 'service_completed_successfully'],
          [named('postgres', jurisdiction), 'service_healthy'],
          [named('ca', jurisdiction), 'service_healthy'],
          ...peersOf(jurisdiction).map(({ id }) => [id, 'service_healthy'] as const),
        ),
        env_file: [{ path: from(siteFiles.gatewaySettings), required: true }],
        environment: environment(jurisdiction),
        ports: [published(port, '${BAYTRACE_WEB_BIND:-127.0.0.1}')],
        networks: onNetworks(jurisdiction, ['ledger', 'identity', 'database', 'devices']),
        volumes: [
          readOnly(`./network/compose/${name}/connection.json`, `${folder}/connection.json`),
          readOnly(from(siteFiles.tlsRoot), `${folder}/tls-root.crt`),
          readOnly(from(siteFiles.authorityRoot), `${folder}/authority.crt`),
          readOnly(from(siteFiles.gatewayRegistrarCertificate), `${folder}/registrar.crt`),
          volume(name, state),
        ],
        secrets: secrets.map(([secretName, , target]) => secret(named(secretName, jurisdiction), target)),
        healthcheck: healthcheck(['node', '-e', isReady(port)], '120s'),
      },
    },
    volumes: [name],
    secrets: Object.fromEntries(secrets.map(([secretName, file]) => [named(secretName, jurisdiction), file])),
  };
}
