import type { Jurisdiction } from '../../layout/jurisdictions.js';
import { volume } from '../compose-service.js';
import { images } from '../images.js';
import { named, type ComposePart } from '../site.js';

/**
 * Gives the volumes of a jurisdiction to the user who runs its services, and ends: a new volume belongs to root. It is
 * the only service of root's, has no network and no capability but to change owners.
 */
export function storage(jurisdiction: Jurisdiction, volumes: readonly string[]): ComposePart {
  const mounts = volumes.map((name) => volume(name, `/volumes/${name}`));
  return {
    services: {
      [named('storage', jurisdiction)]: {
        image: images.peer,
        command: ['sh', '-c', 'exec chown "$$OWNER" /volumes/*'],
        user: '0:0',
        environment: { OWNER: '${BAYTRACE_USER:-10001:10001}' },
        network_mode: 'none',
        restart: 'no',
        read_only: true,
        tmpfs: ['/etc/hyperledger/fabric', '/var/hyperledger'],
        cap_drop: ['ALL'],
        cap_add: ['CHOWN'],
        security_opt: ['no-new-privileges:true'],
        logging: { driver: 'json-file', options: { 'max-size': '1m', 'max-file': '2' } },
        mem_limit: '64m',
        pids_limit: 16,
        healthcheck: { disable: true },
        volumes: mounts,
      },
    },
  };
}
