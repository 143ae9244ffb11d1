import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Definitions } from '../../channel/definitions.js';
import { ChannelMembers } from '../../msp/identity.js';
import { SignatureMemory } from '../../msp/signature-memory.js';
import type { StateReader } from '../state-database.js';
import { checkEndorsements } from '../block-validation.js';
import { genesisEnvelope } from '../../lifecycle/genesis-block.js';

const nothingCommitted: StateReader = {
  get: () => undefined,
  scan: () => {
    throw new Error('no range is read here');
  },
};
const context = {
  channel: 'test',
  members: new ChannelMembers(),
  signatures: new SignatureMemory(),
  definitions: new Definitions(['AlphaMSP']),
  state: nothingCommitted,
};

const configuration = {
  organisations: [{ mspId: 'AlphaMSP', caCertificate: 'none' }],
  orderer: { mspId: 'OrdererMSP', caCertificate: 'none' },
  batch: { maxCount: 1, preferredBytes: 1, timeoutMs: 1 },
  absoluteMaxBytes: 1,
};

describe('what anyone may have ordered (core/common/validation/msgvalidation.go)', () => {
  test('any bytes get a validation code and never stop the ledger', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 4 }), async (envelopes) => {
        const verdicts = await checkEndorsements(envelopes, context);
        expect(verdicts).toHaveLength(envelopes.length);
        for (const { code } of verdicts) expect(code).toBeGreaterThan(0);
      }),
    );
  });

  test('an empty envelope is NIL_ENVELOPE, one without nonce and creator has a BAD_COMMON_HEADER', async () => {
    const envelopes = [new Uint8Array(), genesisEnvelope('test', configuration)];
    const codes = (await checkEndorsements(envelopes, context)).map(({ code }) => code);
    expect(codes).toEqual([1, 3]);
  });
});
