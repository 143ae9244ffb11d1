import type { Jurisdiction } from '../../layout/jurisdictions.js';
import {
  after,
  hardened,
  healthcheck,
  readOnly,
  secret,
  volume,
  type ComposeService,
} from '../compose-service.js';
import { brokerHostname } from '../container-layout.js';
import { images, ownVersion } from '../images.js';
import { materialPath, siteFiles } from '../material-folder.js';
import { brokerFolder, brokerPorts } from '../settings/broker-settings.js';
import { named, onNetworks, type ComposePart } from '../site.js';

/** Address of a jurisdiction's broker. */
export function brokerUrl(jurisdiction: Jurisdiction): string {
  return `mqtts://${brokerHostname(jurisdiction)}:${brokerPorts.tls}`;
}

/** MQTT names of a jurisdiction's gateway and bridge. */
export function mqttUser(program: 'gateway' | 'bridge', { code }: Jurisdiction): string {
  return `${program}-${code}`;
}

function broker(jurisdiction: Jurisdiction): ComposeService {
  const settings = `./network/compose/${named('mosquitto', jurisdiction)}`;
  return {
    image: images.mosquitto,
    command: ['/usr/sbin/mosquitto', '-c', `${brokerFolder}/mosquitto.conf`],
    ...hardened({ memory: '128m', pids: 32, scratch: ['/mosquitto/data', '/mosquitto/log'] }),
    networks: onNetworks(jurisdiction, ['devices'], [brokerHostname(jurisdiction)]),
    volumes: [
      readOnly(`${settings}/mosquitto.conf`, `${brokerFolder}/mosquitto.conf`),
      readOnly(`${settings}/acl`, `${brokerFolder}/acl`),
      readOnly(materialPath(jurisdiction, siteFiles.mqttTlsCertificate), `${brokerFolder}/server.crt`),
    ],
    secrets: [
      secret(named('mosquitto-passwords', jurisdiction), '/run/secrets/mosquitto-passwords'),
      secret(named('mqtt-tls-key', jurisdiction), '/run/secrets/mqtt-tls.key'),
    ],
    // connects and ends at once; not every busybox knows -z
    healthcheck: healthcheck(['sh', '-c', `nc -w 2 127.0.0.1 ${brokerPorts.health} </dev/null`], '10s'),
  };
}

/** True while the bridge holds a TCP connection (state 01) to the broker's port, by the kernel's own list. */
const isConnected = `const p=':${brokerPorts.tls.toString(16).toUpperCase().padStart(4, '0')} 01 ';const t=f=>require('node:fs').readFileSync('/proc/net/'+f,'latin1');process.exit((t('tcp')+t('tcp6')).includes(p)?0:1)`;

function bridge(jurisdiction: Jurisdiction): ComposeService {
  return {
    image: `baytrace/device-bridge:${ownVersion}`,
    pull_policy: 'never',
    command: [
      'device-bridge/dist/bridge.js',
      ...['--mqtt', brokerUrl(jurisdiction)],
      ...['--user', mqttUser('bridge', jurisdiction)],
      ...['--password-file', '/run/secrets/mqtt-bridge'],
      ...['--state', '/var/lib/baytrace/journal'],
      ...['--devices', '/etc/baytrace/devices.json'],
      ...['--gateway-keys', '/etc/baytrace/device-keys.jwks.json'],
      ...['--key', '/var/lib/baytrace/bridge.key.json'],
    ],
    init: true,
    ...hardened({ memory: '256m', pids: 64 }),
    depends_on: after(
      [named('storage', jurisdiction), 'service_completed_successfully'],
      [named('mosquitto', jurisdiction), 'service_healthy'],
    ),
    environment: { NODE_EXTRA_CA_CERTS: '/etc/baytrace/tls-root.crt' },
    networks: onNetworks(jurisdiction, ['devices', 'line']),
    volumes: [
      readOnly(materialPath(jurisdiction, siteFiles.devices), '/etc/baytrace/devices.json'),
      readOnly(
        materialPath(jurisdiction, siteFiles.gatewayDeviceKeys),
        '/etc/baytrace/device-keys.jwks.json',
      ),
      readOnly(materialPath(jurisdiction, siteFiles.tlsRoot), '/etc/baytrace/tls-root.crt'),
      volume(named('bridge', jurisdiction), '/var/lib/baytrace'),
    ],
    secrets: [secret(named('mqtt-bridge', jurisdiction), '/run/secrets/mqtt-bridge')],
    healthcheck: healthcheck(['node', '-e', isConnected], '30s'),
  };
}

/** Broker and bridge of a jurisdiction. The bridge alone reaches the production lines. */
export function devices(jurisdiction: Jurisdiction): ComposePart {
  return {
    services: {
      [named('mosquitto', jurisdiction)]: broker(jurisdiction),
      [named('bridge', jurisdiction)]: bridge(jurisdiction),
    },
    volumes: [named('bridge', jurisdiction)],
    secrets: {
      [named('mosquitto-passwords', jurisdiction)]: siteFiles.mqttPasswords,
      [named('mqtt-tls-key', jurisdiction)]: siteFiles.mqttTlsKey,
      [named('mqtt-bridge', jurisdiction)]: siteFiles.mqttBridge,
    },
  };
}
