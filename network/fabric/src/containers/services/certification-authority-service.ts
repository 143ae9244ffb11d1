import type { Jurisdiction } from '../../layout/jurisdictions.js';
import { after, hardened, healthzCheck, published, readOnly, secret, volume } from '../compose-service.js';
import { authorityHostname, sitePorts } from '../container-layout.js';
import { images } from '../images.js';
import { siteFiles } from '../material-folder.js';
import { named, onNetworks, type ComposePart } from '../site.js';
import { authorityFolder } from '../settings/authority-settings.js';

/** The Fabric CA server of a jurisdiction, on this host for its operator and inside for its gateway. */
export function certificationAuthority(jurisdiction: Jurisdiction): ComposePart {
  const name = named('ca', jurisdiction);
  const ports = sitePorts(jurisdiction);
  const registrar = named('ca-registrar', jurisdiction);
  return {
    services: {
      [name]: {
        image: images.certificationAuthority,
        command: ['sh', '/opt/baytrace/start-authority.sh'],
        hostname: authorityHostname(jurisdiction),
        ...hardened({ memory: '256m', pids: 128 }),
        depends_on: after([named('storage', jurisdiction), 'service_completed_successfully']),
        environment: { FABRIC_CA_SERVER_HOME: authorityFolder.home },
        ports: [published(ports.certificationAuthority, '127.0.0.1')],
        networks: onNetworks(jurisdiction, ['identity'], [authorityHostname(jurisdiction)]),
        volumes: [
          readOnly('./network/containers/authority/start.sh', '/opt/baytrace/start-authority.sh'),
          readOnly(`./network/compose/${name}`, authorityFolder.settings),
          volume(name, authorityFolder.volume),
        ],
        secrets: [secret(registrar, authorityFolder.registrarPassword)],
        healthcheck: healthzCheck(ports.certificationAuthorityOperations),
      },
    },
    volumes: [name],
    secrets: { [registrar]: siteFiles.caRegistrar },
  };
}
