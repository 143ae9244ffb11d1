import { describe, expect, test } from '@jest/globals';
import { makeAuthority } from '../support/small-authority.js';
import { enrolmentIdOf, lifeOf } from '../../src/ledger/identity/held-certificate.js';
import { LocalCertificateIssuer } from '../../src/ledger/identity/local-certificate-issuer.js';

const day = 24 * 60 * 60 * 1000;

describe('when a certificate is renewed', () => {
  test.each([
    ['thirty days before the end of a year', 3650, 30],
    ['in the last third of a short life', 29, 10],
  ])('%s', async (_, authorityDays, leadDays) => {
    const authority = await makeAuthority(authorityDays);
    const issuer = new LocalCertificateIssuer(authority.files);
    const { certificatePem } = await issuer.issue('PSEUDONYM', { role: 'gateway' });
    const { expiresAt, renewAt } = lifeOf(certificatePem);
    expect(Math.round((expiresAt - renewAt) / day)).toBe(leadDays);
    expect(enrolmentIdOf(certificatePem)).toBe('PSEUDONYM');
    await authority.remove();
  });

  test('no certificate outlives the authority that issued it', async () => {
    const authority = await makeAuthority(100);
    const issuer = new LocalCertificateIssuer(authority.files);
    const { certificatePem } = await issuer.issue('PSEUDONYM', { role: 'gateway' });
    expect(lifeOf(certificatePem).expiresAt).toBeLessThanOrEqual(Date.now() + 100 * day);
    await authority.remove();
  });
});
