import { DomainError } from '@baytrace/domain/errors';

/** What went wrong: nobody answered, the authority said no, or its answer made no sense. */
export type AuthorityFaultKind = 'unreachable' | 'refused' | 'unreadable';

/**
 * No certificate could be had. To the outside it is BT-UNAVAILABLE, since only an operator can mend it; `detail`,
 * `status` (HTTP) and `caCode` (fabric-ca, lib/caerrors) are for the log.
 */
export class CertificateAuthorityFault extends DomainError {
  constructor(
    readonly kind: AuthorityFaultKind,
    readonly detail: string,
    readonly answer: { readonly status?: number; readonly caCode?: number } = {},
  ) {
    super('BT-UNAVAILABLE', { part: 'certificate-authority' });
  }
}
