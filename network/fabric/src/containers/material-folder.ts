import type { Jurisdiction } from '../layout/jurisdictions.js';
import type { OrdererNode, PeerNode } from '../layout/layout.js';

/**
 * Files of one jurisdiction's material, relative to `material/<code>/`. Whoever makes material writes them, the compose
 * file mounts them. What is private is in a file of its own and reaches a container as a secret.
 */
export interface NodeFiles {
  /** Public part of the local MSP. */
  readonly mspConfig: string;
  readonly caCertificates: string;
  readonly tlsCaCertificates: string;
  readonly signCertificates: string;
  /** Private: key of the signing certificate. */
  readonly signKey: string;
  readonly tlsCertificate: string;
  readonly tlsRoot: string;
  /** Private: key of the TLS certificate. */
  readonly tlsKey: string;
}

/** Files of a peer or an orderer. */
export function nodeFiles({ id }: Pick<PeerNode | OrdererNode, 'id'>): NodeFiles {
  const at = (name: string): string => `nodes/${id}/${name}`;
  return {
    mspConfig: at('msp/config.yaml'),
    caCertificates: at('msp/cacerts'),
    tlsCaCertificates: at('msp/tlscacerts'),
    signCertificates: at('msp/signcerts'),
    signKey: at('sign.key'),
    tlsCertificate: at('tls/server.crt'),
    tlsRoot: at('tls/ca.crt'),
    tlsKey: at('server.key'),
  };
}

/** Files that are one to a jurisdiction. */
export const siteFiles = {
  /** Root certificate under which the certification authority's own server is reached. */
  authorityRoot: 'authority.crt',
  /** Private: password of the certification authority's registrar. */
  caRegistrar: 'secrets/ca-registrar',
  postgresSuperuser: 'secrets/postgres-superuser',
  postgresGateway: 'secrets/postgres-gateway',
  mqttGateway: 'secrets/mqtt-gateway',
  mqttBridge: 'secrets/mqtt-bridge',
  /** Hashes of the two, as Mosquitto reads them. */
  mqttPasswords: 'secrets/mosquitto-passwords',
  mqttTlsKey: 'secrets/mqtt-tls.key',
  mqttTlsCertificate: 'broker/server.crt',
  /** Private: key under which the gateway seals what it keeps; without it the database is unreadable. */
  gatewayMasterKey: 'secrets/gateway-master.key',
  /** Private: JWK with which the gateway signs jobs for devices. */
  gatewayDeviceKey: 'secrets/gateway-device-key.json',
  /** Public half of it, as JWKS. */
  gatewayDeviceKeys: 'gateway/device-keys.jwks.json',
  /** Private: the first accounts with their passwords. */
  firstAccounts: 'secrets/first-accounts.json',
  /** Settings of the gateway that only this site knows, such as the host printed into codes. */
  gatewaySettings: 'gateway/gateway.env',
  /** Private: key of the registrar with whose certificate the gateway enrols submitters. */
  gatewayRegistrarKey: 'secrets/gateway-registrar.key',
  gatewayRegistrarCertificate: 'gateway/registrar.crt',
  /** Root of all TLS certificates of the jurisdiction. */
  tlsRoot: 'tls-root.crt',
  /** Coders and lasers on this site's lines. */
  devices: 'bridge/devices.json',
  /** Folder with `servers`, the addresses of chaincode servers by label. */
  chaincode: 'chaincode',
} as const;

/** Every file that containers of a jurisdiction mount, relative to its material. */
export function mountedMaterial(nodes: readonly (PeerNode | OrdererNode)[]): string[] {
  return [
    ...nodes.flatMap((node) => Object.values(nodeFiles(node)) as string[]),
    ...Object.values(siteFiles),
  ];
}

/** A material file as the compose file names it; the folder may be elsewhere (`BAYTRACE_MATERIAL`). */
export function materialPath({ code }: Pick<Jurisdiction, 'code'>, file: string): string {
  return `\${BAYTRACE_MATERIAL:-./material}/${code}/${file}`;
}
