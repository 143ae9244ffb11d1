import type { Jurisdiction } from '../../layout/jurisdictions.js';

/** Ports inside the broker's container. */
export const brokerPorts = { tls: 8883, health: 1880 } as const;

/** Where the broker finds its settings. */
export const brokerFolder = '/etc/baytrace/mosquitto';

/** mosquitto.conf: TLS, a password for everybody, nothing kept (both sides send again what a lost broker had). */
export function renderBrokerSettings(): string {
  return [
    `listener ${brokerPorts.tls}`,
    `certfile ${brokerFolder}/server.crt`,
    'keyfile /run/secrets/mqtt-tls.key',
    '# the least version that is accepted',
    'tls_version tlsv1.2',
    '',
    '# for the health check of the container alone',
    `listener ${brokerPorts.health} 127.0.0.1`,
    '',
    'allow_anonymous false',
    'password_file /run/secrets/mosquitto-passwords',
    `acl_file ${brokerFolder}/acl`,
    'persistence false',
    'max_packet_size 1048576',
    'max_queued_messages 1000',
    'connection_messages false',
    'log_dest stderr',
    'log_type error',
    'log_type warning',
    '',
  ].join('\n');
}

/** Mosquitto's ACL: each program publishes and reads its own topics and no others. */
export function renderBrokerAcl({ code }: Jurisdiction): string {
  const topic = (right: 'read' | 'write', last: string): string =>
    `topic ${right} baytrace/${code}/+/${last}`;
  return [
    `user gateway-${code}`,
    topic('write', 'jobs'),
    topic('read', 'reports'),
    topic('read', 'state'),
    '',
    `user bridge-${code}`,
    topic('read', 'jobs'),
    topic('write', 'reports'),
    topic('write', 'state'),
    '',
  ].join('\n');
}
