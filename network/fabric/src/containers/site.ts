import type { Jurisdiction } from '../layout/jurisdictions.js';
import type { ComposeService } from './compose-service.js';

/** Networks of a jurisdiction; who is not on one cannot reach what is. */
export type SiteNetwork = 'ledger' | 'chaincode' | 'database' | 'devices' | 'line' | 'identity';

/** Those that lead nowhere else: no way out, no way in. */
export const closedNetworks: ReadonlySet<SiteNetwork> = new Set(['chaincode', 'database', 'devices']);

/** Every network of a jurisdiction. */
export const siteNetworks: readonly SiteNetwork[] = [
  'ledger',
  'chaincode',
  'database',
  'devices',
  'line',
  'identity',
];

/** Name of a service, network or volume of a jurisdiction. */
export function named(name: string, { code }: Pick<Jurisdiction, 'code'>): string {
  return `${name}-${code}`;
}

/** What a part of the platform adds to the compose file. */
export interface ComposePart {
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly volumes?: readonly string[];
  /** Secret → file of the jurisdiction's material. */
  readonly secrets?: Readonly<Record<string, string>>;
}

/** A service on networks of its jurisdiction, with names by which others on them reach it. */
export function onNetworks(
  jurisdiction: Jurisdiction,
  networks: readonly SiteNetwork[],
  aliases: readonly string[] = [],
): object {
  return Object.fromEntries(
    networks.map((network) => [
      named(network, jurisdiction),
      aliases.length > 0 ? { aliases: [...aliases] } : {},
    ]),
  );
}
