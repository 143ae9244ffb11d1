import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { FabricClient, refusal, type Outcome } from './network/fabric-client.js';
import { ProbeChaincode } from './network/probe-chaincode.js';
import { definition, RunningLedger } from './network/running-ledger.js';

const ALPHA_BETA = "OR('AlphaMSP.member','BetaMSP.member')";
const ALL = "OR('AlphaMSP.member','BetaMSP.member','GammaMSP.member')";
const ORGANISATIONS = ['AlphaMSP', 'BetaMSP', 'GammaMSP'];

let probe: ProbeChaincode;
let ledger: RunningLedger;
let clients: FabricClient[];

const collection = (name: string, policy: string, blockToLive = 0): object => ({ name, policy, blockToLive });

const connectAll = (): FabricClient[] =>
  ORGANISATIONS.map((mspId) => new FabricClient(ledger, mspId, 'probe'));

beforeAll(async () => {
  probe = await ProbeChaincode.start('probe');
  const collections = [collection('pair', ALPHA_BETA), collection('all', ALL), collection('short', ALL, 2)];
  ledger = await RunningLedger.start([definition(probe, { collections })]);
  clients = connectAll();
});

afterAll(async () => {
  for (const client of clients) client.close();
  await ledger.remove();
  await probe.stop();
});

async function putPrivate(client: FabricClient, name: string, key: string): Promise<Outcome> {
  return await client.submitWith('putPrivate', {
    arguments: [name, key],
    transientData: { value: 'secret' },
  });
}

test('private values survive kill -9 and a rebuilt state: kept, purged and expired ones alike', async () => {
  const [alpha] = clients;
  await putPrivate(alpha!, 'short', 'expired');
  await putPrivate(alpha!, 'all', 'purged');
  await alpha!.submit('purgePrivate', 'all', 'purged');
  await putPrivate(alpha!, 'pair', 'kept');
  await alpha!.submit('put', 'filler', '1');
  for (const client of clients) client.close();
  await ledger.stop('SIGKILL');
  await rm(`${ledger.state}/ledger/state`, { recursive: true });
  await ledger.restart();
  clients = connectAll();
  const [first, second, third] = clients;
  expect(await second!.evaluate('getPrivate', 'pair', 'kept')).toBe('secret');
  expect(await second!.evaluate('getPrivate', 'all', 'purged')).toBe('');
  expect(await first!.evaluate('getPrivateHash', 'short', 'expired')).toBe('');
  expect((await refusal(third!.evaluate('getPrivate', 'pair', 'kept'))).code).toBe(2);
});
