import type { GatewayConfig } from '../../config/gateway-config.js';
import type { CertificateIssuer } from './certificate-issuer.js';
import { FabricCaIssuer } from './fabric-ca/fabric-ca-issuer.js';
import { LocalCertificateIssuer } from './local-certificate-issuer.js';

/** The issuer that the configuration names. */
export const configuredIssuer = ({ ledger: { authority } }: GatewayConfig): CertificateIssuer =>
  authority.kind === 'local' ? new LocalCertificateIssuer(authority) : new FabricCaIssuer(authority);
