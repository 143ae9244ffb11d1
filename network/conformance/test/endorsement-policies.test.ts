import { expect, test } from '@jest/globals';
import { endorsersIn } from '../src/blocks/transaction-parts.js';
import { conformance } from './network/conformance.js';
import { inOneBlock } from './network/one-block.js';

const VALID = 0;
const ENDORSEMENT_POLICY_FAILURE = 10;
const GD_HK = ['GuangdongMSP', 'HongKongMSP'];
const GD_MO = ['GuangdongMSP', 'MacaoMSP'];

conformance(
  'endorsement policies (txvalidator/v20, statebased/v20.go, internal/pkg/gateway/endorse.go)',
  (ledger) => {
    const put = async (endorsers: string[], ...args: string[]): Promise<number> =>
      (await ledger.guangdong.submitWith('put', { arguments: args, endorsingOrganizations: endorsers })).code;

    /** Organisations whose endorsements the gateway put into a transaction. */
    const endorsersOf = async (name: string, ...args: string[]): Promise<string[]> =>
      endorsersIn(await ledger.guangdong.endorse(name, { arguments: args }));

    test('the gateway asks no more organisations than the policy needs, its own first (registry.go endorsementPlan)', async () => {
      const endorsers = await endorsersOf('put', 'plan', '1');
      expect(endorsers).toHaveLength(2);
      expect(endorsers).toContain('GuangdongMSP');
    });

    test('organisations that are named endorse, all of them and nobody else', async () => {
      for (const named of [['MacaoMSP'], GD_HK, [...GD_HK, 'MacaoMSP']]) {
        const transaction = await ledger.guangdong.endorse('nothing', { endorsingOrganizations: named });
        expect(endorsersIn(transaction)).toEqual([...named].sort());
      }
    });

    test('too few organisations: endorsed, ordered and refused at commit', async () => {
      expect(await put(['HongKongMSP'], 'few', '1')).toBe(ENDORSEMENT_POLICY_FAILURE);
      expect(await ledger.guangdong.evaluate('get', 'few')).toBe('');
      expect(await put(['HongKongMSP', 'MacaoMSP'], 'few', '1')).toBe(VALID);
    });

    test('the same organisation named twice counts once', async () => {
      expect(await put(['HongKongMSP', 'HongKongMSP'], 'twice', '1')).toBe(ENDORSEMENT_POLICY_FAILURE);
    });

    test('a transaction that touches nothing still needs the policy of its chaincode (v20.go CheckCCEPIfNoEPChecked)', async () => {
      const alone = { endorsingOrganizations: ['GuangdongMSP'] };
      expect((await ledger.guangdong.submitWith('nothing', alone)).code).toBe(ENDORSEMENT_POLICY_FAILURE);
      expect((await ledger.guangdong.submit('nothing')).code).toBe(VALID);
    });

    test('a transaction that only reads needs the policy of its chaincode too', async () => {
      const alone = { arguments: ['few'], endorsingOrganizations: ['GuangdongMSP'] };
      expect((await ledger.guangdong.submitWith('get', alone)).code).toBe(ENDORSEMENT_POLICY_FAILURE);
    });

    test('a key with a policy of its own needs that policy and no other (validator_keylevel.go)', async () => {
      expect((await ledger.guangdong.submit('putWithPolicy', 'hk', '1', 'HongKongMSP')).code).toBe(VALID);
      expect(await put(GD_MO, 'hk', '2')).toBe(ENDORSEMENT_POLICY_FAILURE);
      expect(await put(['HongKongMSP'], 'hk', '3')).toBe(VALID);
      expect(await ledger.guangdong.evaluate('get', 'hk')).toBe('3');
      expect(await ledger.guangdong.evaluateJson('getPolicy', 'hk')).toEqual(['HongKongMSP']);
    });

    test('the gateway plans by the policies of the keys written (endorse.go, discovery)', async () => {
      await ledger.guangdong.submit('putWithPolicy', 'plan-hk', '1', 'HongKongMSP');
      await ledger.guangdong.submit('putWithPolicy', 'plan-both', '1', 'HongKongMSP', 'MacaoMSP');
      expect(await endorsersOf('put', 'plan-hk', '2')).toContain('HongKongMSP');
      expect(await endorsersOf('put', 'plan-both', '2')).toEqual(
        expect.arrayContaining(['HongKongMSP', 'MacaoMSP']),
      );
      expect((await ledger.guangdong.submit('put', 'plan-both', '2')).code).toBe(VALID);
    });

    test('of several keys written each policy must hold, and the chaincode policy for those without one', async () => {
      await ledger.guangdong.submit('putWithPolicy', 'a-hk', '1', 'HongKongMSP');
      await ledger.guangdong.submit('putWithPolicy', 'a-mo', '1', 'MacaoMSP');
      const all = ['a-hk', '2', 'a-mo', '2'];
      const write = async (orgs: string[], args: string[]): Promise<number> =>
        (await ledger.guangdong.submitWith('putAll', { arguments: args, endorsingOrganizations: orgs })).code;
      expect(await write(['HongKongMSP', 'GuangdongMSP'], all)).toBe(ENDORSEMENT_POLICY_FAILURE);
      expect(await write(['HongKongMSP', 'MacaoMSP'], all)).toBe(VALID);
      expect(await write(['HongKongMSP'], ['a-hk', '3', 'a-plain', '3'])).toBe(ENDORSEMENT_POLICY_FAILURE);
      expect(await write(['HongKongMSP', 'GuangdongMSP'], ['a-hk', '3', 'a-plain', '3'])).toBe(VALID);
    });

    test('changing the policy of a key needs its present policy', async () => {
      await ledger.guangdong.submit('putWithPolicy', 'handed', '1', 'HongKongMSP');
      const change = async (orgs: string[], to: string): Promise<number> =>
        (
          await ledger.guangdong.submitWith('setPolicy', {
            arguments: ['handed', to],
            endorsingOrganizations: orgs,
          })
        ).code;
      expect(await change(GD_MO, 'MacaoMSP')).toBe(ENDORSEMENT_POLICY_FAILURE);
      expect(await change(['HongKongMSP'], 'MacaoMSP')).toBe(VALID);
      expect(await put(['HongKongMSP'], 'handed', '2')).toBe(ENDORSEMENT_POLICY_FAILURE);
      expect(await put(['MacaoMSP'], 'handed', '2')).toBe(VALID);
    });

    test('writing a value keeps the policy, deleting the key removes it (tx_ops.go)', async () => {
      await ledger.guangdong.submit('putWithPolicy', 'life', '1', 'HongKongMSP');
      await ledger.guangdong.submit('put', 'life', '2');
      expect(await ledger.guangdong.evaluateJson('getPolicy', 'life')).toEqual(['HongKongMSP']);
      await ledger.guangdong.submit('del', 'life');
      expect(await ledger.guangdong.evaluateJson('getPolicy', 'life')).toEqual([]);
      expect(await put(GD_MO, 'life', '3')).toBe(VALID);
    });

    test('a policy for a key that is not there does nothing (tx_ops.go)', async () => {
      expect((await ledger.guangdong.submit('setPolicy', 'nobody', 'HongKongMSP')).code).toBe(VALID);
      expect(await ledger.guangdong.evaluateJson('getPolicy', 'nobody')).toEqual([]);
      expect(await put(GD_MO, 'nobody', '1')).toBe(VALID);
      expect(await ledger.guangdong.evaluateJson('getPolicy', 'nobody')).toEqual([]);
    });

    test('a key whose policy an earlier transaction of the same block changes cannot be written (vpmanagerimpl.go)', async () => {
      const codes = await inOneBlock(ledger.session, async (attempt) => {
        const key = `moving${attempt}`;
        await ledger.guangdong.submit('put', key, '1');
        return [
          await ledger.guangdong.endorse('setPolicy', { arguments: [key, 'MacaoMSP'] }),
          await ledger.guangdong.endorse('put', { arguments: [key, '2'] }),
        ];
      });
      expect(codes).toEqual([VALID, ENDORSEMENT_POLICY_FAILURE]);
    });

    test('a called chaincode that writes needs its own policy as well (dispatcher.go)', async () => {
      const call = async (orgs: string[], ...args: string[]): Promise<number> =>
        (await ledger.guangdong.submitWith('call', { arguments: args, endorsingOrganizations: orgs })).code;
      expect(await call(GD_HK, 'callee', 'put', 'both', '1')).toBe(ENDORSEMENT_POLICY_FAILURE);
      expect(await call(GD_MO, 'callee', 'put', 'both', '1')).toBe(VALID);
      expect(await call(GD_HK, 'callee', 'get', 'both')).toBe(VALID);
      expect((await ledger.guangdong.submit('putAndCall', 'caller', 'callee', 'put', 'both', '2')).code).toBe(
        VALID,
      );
    });

    test('the gateway plans by the namespaces written, so a chaincode that only calls another gets too few endorsements (endorser.go buildChaincodeInterest)', async () => {
      expect(await endorsersOf('call', 'callee', 'put', 'both', '3')).toEqual(['MacaoMSP']);
      expect((await ledger.guangdong.submit('call', 'callee', 'put', 'both', '3')).code).toBe(
        ENDORSEMENT_POLICY_FAILURE,
      );
    });
  },
);
