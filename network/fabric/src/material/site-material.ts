import { join, resolve } from 'node:path';
import { siteFiles } from '../containers/material-folder.js';
import type { Authority } from '../containers/settings/authority-settings.js';
import type { Jurisdiction } from '../layout/jurisdictions.js';
import type { OrdererNode } from '../layout/layout.js';

/** The folder of a jurisdiction's material on the operator's machine. Absolute paths. */
export interface SiteMaterial {
  readonly jurisdiction: Jurisdiction;
  /** All of it: `<material>/<code>`. Private. */
  readonly root: string;
  /** Folder that every jurisdiction gets from every other: `<material>/public`. */
  readonly exchanged: string;
  /** Genesis block and its sources, the same everywhere: `<material>/channel`. */
  readonly channel: string;
  /** What only the operator's commands use; nothing of it is mounted. */
  readonly operator: string;
  /** A file that containers mount, see `siteFiles` and `nodeFiles`. */
  file(name: string): string;
}

/** Paths of a jurisdiction's material below a folder (default `material`). */
export function siteMaterial(folder: string, jurisdiction: Jurisdiction): SiteMaterial {
  const all = resolve(folder);
  const root = join(all, jurisdiction.code);
  return {
    jurisdiction,
    root,
    exchanged: join(all, 'public'),
    channel: join(all, 'channel'),
    operator: join(root, 'operator'),
    file: (name) => join(root, name),
  };
}

/** Keys and certificates of the administrators, laid out as cryptogen does, so that the same commands use them. */
export function operatorCrypto(site: SiteMaterial): string {
  return join(site.operator, 'crypto');
}

/** Local MSP folder of an identity that was enrolled for the operator. */
export function operatorIdentity(site: SiteMaterial, name: string): string {
  return join(site.operator, 'identities', name);
}

/** Root certificate of the server of certification authorities. */
export function authorityRoot(site: SiteMaterial): string {
  return site.file(siteFiles.authorityRoot);
}

/** Organisations of a jurisdiction in the public folder. */
export type Organisation = 'members' | 'orderers';

/** Public files of a jurisdiction. */
export interface PublicMaterial {
  /** Verifying MSP folder of an organisation. */
  msp(organisation: Organisation): string;
  /** Root certificate of one of its authorities. */
  root(authority: Authority): string;
  /** TLS and signing certificate of an orderer. */
  ordererTls(orderer: OrdererNode): string;
  ordererSign(orderer: OrdererNode): string;
}

/** Where a jurisdiction's public files are, in the folder that is exchanged. */
export function publicMaterial(exchanged: string, { code }: Jurisdiction): PublicMaterial {
  const at = (...parts: string[]): string => join(exchanged, code, ...parts);
  return {
    msp: (organisation) => at(organisation, 'msp'),
    root: (authority) =>
      at(
        authority.replace(/-tls$/u, ''),
        'msp',
        authority.endsWith('-tls') ? 'tlscacerts/tls-ca.pem' : 'cacerts/ca.pem',
      ),
    ordererTls: ({ id }) => at('orderers', `${id}-tls.crt`),
    ordererSign: ({ id }) => at('orderers', `${id}-sign.crt`),
  };
}
