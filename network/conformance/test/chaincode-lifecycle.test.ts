import { expect, test } from '@jest/globals';
import { GatewayError } from '@hyperledger/fabric-gateway';
import { refusal, text } from '../src/fabric-client.js';
import { ORGANISATIONS } from '../src/network.js';
import { conformance } from './network/conformance.js';

const ANY = "OR('GuangdongMSP.peer','HongKongMSP.peer','MacaoMSP.peer')";
const UPGRADE_WITHIN_MS = 120_000;

const firstDetail = (error: unknown): string | undefined => {
  if (error instanceof GatewayError) return error.details[0]?.message;
  throw error;
};

conformance('chaincode in place (core/chaincode/lifecycle)', (ledger) => {
  const changing = () => ledger.session.client('GuangdongMSP', 'changing');

  test(
    'an upgrade makes transactions in flight read conflicts, keeps the state, and its policy and program hold',
    async () => {
      await changing().submit('put', 'kept', 'over upgrades');
      const before = await changing().evaluate('servedBy');
      const endorse = (): Promise<Awaited<ReturnType<ReturnType<typeof changing>['endorse']>>> =>
        changing().endorse('put', { arguments: ['upgrade', 'old'] });
      const inFlight = await endorse();
      const alone = { arguments: ['upgrade', 'new'], endorsingOrganizations: ['GuangdongMSP'] };
      expect((await changing().submitWith('put', alone)).code).toBe(10);
      await ledger.session.upgrade('changing', { sequence: 2, version: '2.0', policy: ANY });
      expect((await changing().order(inFlight)).code).toBe(11);
      expect((await changing().submitWith('put', alone)).code).toBe(0);
      expect(await changing().evaluate('get', 'kept')).toBe('over upgrades');
      expect(await changing().evaluate('servedBy')).not.toBe(before);
    },
    UPGRADE_WITHIN_MS,
  );

  test('other chaincodes are not touched by it', async () => {
    const inFlight = await ledger.guangdong.endorse('put', { arguments: ['untouched', '1'] });
    expect((await ledger.guangdong.order(inFlight)).code).toBe(0);
  });

  test(
    'a crash fails the running call, and the chaincode is there again after its return (handler.go ErrorStreamTerminated)',
    async () => {
      const alone = { endorsingOrganizations: ['GuangdongMSP'] };
      const crashed = await refusal(changing().contract.evaluate('crash', alone));
      expect(crashed).toMatchObject({
        code: 10,
        message: 'failed to evaluate transaction, see attached details for more info',
      });
      expect(crashed.details[0]).toMatch(/chaincode stream terminated$/);
      await ledger.session.network.stopChaincode('changing', 'GuangdongMSP');
      await ledger.session.network.startChaincode('changing', 'GuangdongMSP');
      expect(await changing().evaluate('get', 'kept')).toBe('over upgrades');
      expect((await changing().submit('put', 'after', 'crash')).code).toBe(0);
    },
    UPGRADE_WITHIN_MS,
  );

  test(
    'a call made while the chaincode is away waits for it or says that it cannot be launched; after its return calls are answered',
    async () => {
      await ledger.session.network.stopChaincode('changing', 'HongKongMSP');
      const client = ledger.session.client('HongKongMSP', 'changing');
      const onlyHere = { arguments: ['kept'], endorsingOrganizations: ['HongKongMSP'] };
      const answered = client.contract.evaluate('get', onlyHere).then(text, firstDetail);
      await ledger.session.network.startChaincode('changing', 'HongKongMSP');
      expect(await answered).toMatch(
        /^over upgrades$|^error in simulation: failed to execute transaction \w+: could not launch chaincode changing_2.0\w*:\w+: /,
      );
      expect(await client.evaluate('get', 'kept')).toBe('over upgrades');
    },
    UPGRADE_WITHIN_MS,
  );

  test(
    'an organisation whose chaincode is away does not stop the others',
    async () => {
      await ledger.session.network.stopChaincode('changing', 'MacaoMSP');
      const others = ORGANISATIONS.filter((mspId) => mspId !== 'MacaoMSP');
      const put = { arguments: ['without', 'macao'], endorsingOrganizations: [...others] };
      expect((await changing().submitWith('put', put)).code).toBe(0);
      await ledger.session.network.startChaincode('changing', 'MacaoMSP');
      expect(await ledger.session.client('MacaoMSP', 'changing').evaluate('get', 'without')).toBe('macao');
    },
    UPGRADE_WITHIN_MS,
  );
});
