import { renderCoreYaml } from '../node-config/core-yaml.js';
import { renderOrdererYaml } from '../node-config/orderer-yaml.js';
import { jurisdictions, type Jurisdiction } from '../layout/jurisdictions.js';
import { renderComposeFile } from './compose-file.js';
import { containerLayout } from './container-layout.js';
import { settingsFolder } from './services/ledger-node-services.js';
import { authorities, renderAuthoritySettings } from './settings/authority-settings.js';
import { renderBrokerAcl, renderBrokerSettings } from './settings/broker-settings.js';
import { renderGatewayConnection } from './settings/gateway-connection.js';
import { named } from './site.js';

type Files = (readonly [path: string, text: string])[];

function settingsOf(jurisdiction: Jurisdiction): Files {
  const at = (service: string, file: string): string =>
    `network/compose/${named(service, jurisdiction)}/${file}`;
  return [
    ...authorities.map(
      (authority) =>
        [at('ca', `${authority}.yaml`), renderAuthoritySettings(jurisdiction, authority)] as const,
    ),
    [at('mosquitto', 'mosquitto.conf'), renderBrokerSettings()],
    [at('mosquitto', 'acl'), renderBrokerAcl(jurisdiction)],
    [at('gateway', 'connection.json'), renderGatewayConnection(jurisdiction)],
  ];
}

/**
 * The files that containers are run from: docker-compose.yml and the settings it mounts, made by the same functions as
 * those of native processes. `npm run generate` writes them.
 * @returns path from the repository's root → text
 */
export function containerFiles(): ReadonlyMap<string, string> {
  const layout = containerLayout;
  return new Map([
    ['docker-compose.yml', renderComposeFile()],
    ...layout.orderers.map(
      (node) => [`${settingsFolder(node)}/orderer.yaml`, renderOrdererYaml(node, layout)] as const,
    ),
    ...layout.peers.map(
      (node) => [`${settingsFolder(node)}/core.yaml`, renderCoreYaml(node, layout)] as const,
    ),
    ...jurisdictions.flatMap(settingsOf),
  ]);
}
