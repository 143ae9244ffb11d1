import type { Jurisdiction } from '../layout/jurisdictions.js';
import { hostAndPort } from '../node-config/address.js';
import { containerLayout } from './container-layout.js';

/** Variable with the address of a jurisdiction's host as the other jurisdictions reach it. */
export function hostVariable({ code }: Pick<Jurisdiction, 'code'>): string {
  return `BAYTRACE_${code.toUpperCase()}_HOST`;
}

/**
 * `extra_hosts` of a node: names of the other jurisdictions' peers and orderers → the address of their host. Left out,
 * that is this very host, where all three run side by side.
 */
export function foreignHosts(own: Jurisdiction): string[] {
  return [...containerLayout.orderers, ...containerLayout.peers]
    .filter(({ jurisdiction }) => jurisdiction.code !== own.code)
    .map(({ jurisdiction, service }) => {
      const { host } = hostAndPort(service.reach);
      return `${host}=\${${hostVariable(jurisdiction)}:-host-gateway}`;
    });
}
