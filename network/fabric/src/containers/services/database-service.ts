import type { Jurisdiction } from '../../layout/jurisdictions.js';
import { after, hardened, healthcheck, readOnly, secret, volume } from '../compose-service.js';
import { images } from '../images.js';
import { siteFiles } from '../material-folder.js';
import { named, onNetworks, type ComposePart } from '../site.js';

const folder = '/var/lib/baytrace';

/** Statements may carry passwords and personal data: they are not for logs. */
const settings = ['log_statement=none', 'log_min_error_statement=panic', 'timezone=UTC', 'log_timezone=UTC'];

/** The PostgreSQL server of a jurisdiction; its gateway alone can reach it. */
export function database(jurisdiction: Jurisdiction): ComposePart {
  const name = named('postgres', jurisdiction);
  const superuser = named('postgres-superuser', jurisdiction);
  const gateway = named('postgres-gateway', jurisdiction);
  return {
    services: {
      [name]: {
        image: images.postgres,
        command: ['postgres', ...settings.flatMap((setting) => ['-c', setting])],
        ...hardened({ memory: '1g', pids: 256, scratch: ['/var/run/postgresql', '/var/lib/postgresql'] }),
        stop_signal: 'SIGINT',
        stop_grace_period: '60s',
        shm_size: '256m',
        depends_on: after([named('storage', jurisdiction), 'service_completed_successfully']),
        environment: {
          PGDATA: `${folder}/data`,
          POSTGRES_DB: 'baytrace',
          POSTGRES_PASSWORD_FILE: '/run/secrets/postgres-superuser',
          POSTGRES_INITDB_ARGS: '--data-checksums --encoding=UTF8 --locale=C',
        },
        networks: onNetworks(jurisdiction, ['database']),
        volumes: [
          readOnly(
            './network/containers/postgres/create-gateway-role.sql',
            '/docker-entrypoint-initdb.d/create-gateway-role.sql',
          ),
          volume(name, folder),
        ],
        secrets: [
          secret(superuser, '/run/secrets/postgres-superuser'),
          secret(gateway, '/run/secrets/postgres-gateway'),
        ],
        // over TCP: while it is being set up, the server listens on its socket only
        healthcheck: healthcheck(['pg_isready', '-h', '127.0.0.1', '-U', 'postgres', '-d', 'baytrace']),
      },
    },
    volumes: [name],
    secrets: { [superuser]: siteFiles.postgresSuperuser, [gateway]: siteFiles.postgresGateway },
  };
}
