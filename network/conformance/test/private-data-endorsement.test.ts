import { expect, test } from '@jest/globals';
import { refusal } from '../src/fabric-client.js';
import { endorsersIn } from '../src/blocks/transaction-parts.js';
import { conformance } from './network/conformance.js';
import { putPrivate } from './network/private-data.js';

const VALID = 0;
const ENDORSEMENT_POLICY_FAILURE = 10;
const GD_MO = ['GuangdongMSP', 'MacaoMSP'];
const GD_HK = ['GuangdongMSP', 'HongKongMSP'];

conformance('endorsement of private data (internal/pkg/gateway/endorse.go, statebased/v20.go)', (ledger) => {
  test('the implicit collection of an organisation needs that organisation (lifecycle/deployedcc_infoprovider.go)', async () => {
    const implicit = '_implicit_org_HongKongMSP';
    expect((await putPrivate(ledger.guangdong, implicit, 'k', 'x', GD_MO)).code).toBe(
      ENDORSEMENT_POLICY_FAILURE,
    );
    expect((await putPrivate(ledger.guangdong, implicit, 'k', 'x', GD_HK)).code).toBe(VALID);
  });

  test("the organisation alone is enough for its implicit collection: a collection policy replaces the chaincode's", async () => {
    const implicit = '_implicit_org_HongKongMSP';
    expect((await putPrivate(ledger.hongKong, implicit, 'own', 'x', ['HongKongMSP'])).code).toBe(VALID);
    expect((await putPrivate(ledger.hongKong, implicit, 'own', 'y')).code).toBe(VALID);
  });

  test("an explicit collection's own policy replaces the chaincode's", async () => {
    expect((await putPrivate(ledger.guangdong, 'byHongKong', 'k', 'x', GD_MO)).code).toBe(
      ENDORSEMENT_POLICY_FAILURE,
    );
    expect((await putPrivate(ledger.guangdong, 'byHongKong', 'k', 'x', ['HongKongMSP'])).code).toBe(VALID);
    expect((await putPrivate(ledger.guangdong, 'byHongKong', 'k', 'y')).code).toBe(VALID);
  });

  test('public writes beside it still need the policy of the chaincode', async () => {
    const both = {
      arguments: ['byHongKong', 'beside', 'public'],
      transientData: { value: 'private' },
      endorsingOrganizations: ['HongKongMSP'],
    };
    expect((await ledger.guangdong.submitWith('putPrivateAndPublic', both)).code).toBe(
      ENDORSEMENT_POLICY_FAILURE,
    );
    expect(
      (await ledger.guangdong.submitWith('putPrivateAndPublic', { ...both, endorsingOrganizations: GD_HK }))
        .code,
    ).toBe(VALID);
  });

  test("a private key's own policy comes before its collection's (validator_keylevel.go)", async () => {
    const withPolicy = {
      arguments: ['byHongKong', 'keyed', 'MacaoMSP'],
      transientData: { value: 'x' },
      endorsingOrganizations: ['HongKongMSP'],
    };
    expect((await ledger.guangdong.submitWith('putPrivateWithPolicy', withPolicy)).code).toBe(VALID);
    expect((await putPrivate(ledger.guangdong, 'byHongKong', 'keyed', 'y', ['HongKongMSP'])).code).toBe(
      ENDORSEMENT_POLICY_FAILURE,
    );
    expect((await putPrivate(ledger.guangdong, 'byHongKong', 'keyed', 'y', ['MacaoMSP'])).code).toBe(VALID);
  });

  test('transient data goes to no organisation outside the collections unless the client names it', async () => {
    const proposal = {
      arguments: ['_implicit_org_GuangdongMSP', '_implicit_org_HongKongMSP', 'both'],
      transientData: { value: 'price' },
    };
    expect(await refusal(ledger.guangdong.submitWith('putPrivateTwice', proposal))).toMatchObject({
      kind: 'EndorseError',
      code: 9,
      message: expect.stringMatching(
        /^requires endorsement from organisation\(s\) that are not in the distribution policy of the private data collection\(s\): \[(_implicit_org_GuangdongMSP _implicit_org_HongKongMSP|_implicit_org_HongKongMSP _implicit_org_GuangdongMSP)\]; retry specifying trusted endorsing organizations to protect transient data$/,
      ),
    });
    const named = { ...proposal, endorsingOrganizations: GD_HK };
    expect((await ledger.guangdong.submitWith('putPrivateTwice', named)).code).toBe(VALID);
  });

  test('with transient data only members of the collections are asked', async () => {
    for (let i = 0; i < 4; i += 1) {
      const outcome = await putPrivate(ledger.guangdong, 'pair', `members${i}`, 'x');
      expect(outcome.code).toBe(VALID);
    }
    const byOutsider = await ledger.macao.endorse('putPrivate', {
      arguments: ['pair', 'outsider'],
      transientData: { value: 'x' },
    });
    expect(endorsersIn(byOutsider)).toEqual(['GuangdongMSP', 'HongKongMSP']);
  });

  test('reading a private value narrows the endorsers to members, reading its hash does not', async () => {
    await putPrivate(ledger.guangdong, 'pair', 'narrow', 'x');
    for (let i = 0; i < 3; i += 1) {
      expect((await ledger.guangdong.submit('copyPrivate', 'pair', 'narrow', `copy${i}`)).code).toBe(VALID);
    }
    expect((await refusal(ledger.macao.submit('copyPrivate', 'pair', 'narrow', 'copy'))).code).toBe(10);
    expect((await ledger.macao.submit('getPrivateHash', 'pair', 'narrow')).code).toBe(VALID);
  });

  test('evaluate with transient data prefers nobody else than a member (evaluate.go)', async () => {
    await putPrivate(ledger.guangdong, 'pair', 'evaluated', 'x');
    const proposal = { arguments: ['pair', 'evaluated'], transientData: { value: 'x' } };
    expect(Buffer.from(await ledger.guangdong.contract.evaluate('getPrivate', proposal)).toString()).toBe(
      'x',
    );
  });
});
