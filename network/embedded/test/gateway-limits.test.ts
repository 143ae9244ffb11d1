import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { GatewayError } from '@hyperledger/fabric-gateway';
import { FabricClient, refusal } from './network/fabric-client.js';
import { freePort, ProbeChaincode } from './network/probe-chaincode.js';
import { definition, RunningLedger } from './network/running-ledger.js';

const LIMIT = 500;
const ALPHA_AND_BETA = "AND('AlphaMSP.peer','BetaMSP.peer')";

let fast: ProbeChaincode;
let slow: ProbeChaincode;
let ledger: RunningLedger;
let alpha: FabricClient;

beforeAll(async () => {
  [fast, slow] = await Promise.all([
    ProbeChaincode.start('probe', 'fast'),
    ProbeChaincode.start('probe', 'slow'),
  ]);
  const addresses = {
    'AlphaMSP:peer0': fast.address,
    'AlphaMSP:peer1': `127.0.0.1:${await freePort()}`,
    'BetaMSP:peer0': slow.address,
    'BetaMSP:peer1': slow.address,
    'GammaMSP:peer0': fast.address,
  };
  const endpoints = ['--peer', 'AlphaMSP:peer1=127.0.0.1:0', '--peer', 'BetaMSP:peer1=127.0.0.1:0'];
  const timeouts = { endorsement: 400, 'chaincode-start': 300, 'chaincode-execute': 1500 };
  const limits = Object.entries(timeouts).flatMap(([name, ms]) => [`--${name}-timeout`, String(ms)]);
  ledger = await RunningLedger.start(
    [definition(fast, { policy: ALPHA_AND_BETA, addresses })],
    [...endpoints, ...limits],
  );
  alpha = new FabricClient(ledger, 'AlphaMSP', 'probe');
  await Promise.all(['AlphaMSP', 'BetaMSP'].map((mspId) => warmUp(mspId)));
});

afterAll(async () => {
  alpha.close();
  await ledger.remove();
  await Promise.all([fast.stop(), slow.stop()]);
});

/** A first call, so that no time limit below is spent on connecting. */
async function warmUp(mspId: string): Promise<void> {
  const client = new FabricClient(ledger, mspId, 'probe');
  await client.evaluate('label');
  client.close();
}

describe('time limits of the gateway (internal/pkg/gateway/endorse.go, core/chaincode/handler.go)', () => {
  test("another organisation's peer has the endorsement time-out; each of its peers is tried, then it is given up", async () => {
    expect(await refusal(alpha.submit('waitIn', 'slow', '900'))).toEqual({
      kind: 'EndorseError',
      code: 10,
      message: 'failed to collect enough transaction endorsements, see attached details for more info',
      details: [
        'rpc error: code = DeadlineExceeded desc = context deadline exceeded',
        'rpc error: code = DeadlineExceeded desc = context deadline exceeded',
      ],
    });
  });

  test('a query goes on to the next peer when the time-out passes', async () => {
    const onBeta = { arguments: ['slow', '900'], endorsingOrganizations: ['BetaMSP'] };
    const { code, message, details } = await refusal(alpha.contract.evaluate('waitIn', onBeta));
    expect([code, message]).toEqual([
      14,
      'failed to evaluate transaction, see attached details for more info',
    ]);
    expect(details).toHaveLength(2);
  });

  test('the own peer is not limited by it, but by the execution time-out', async () => {
    expect(await alpha.evaluate('wait', '900')).toBe('waited');
    const { details } = await refusal(alpha.contract.evaluate('wait', { arguments: ['1900'] }));
    expect(details[0]).toMatch(
      /^error in simulation: failed to execute transaction \w+: error sending: timeout expired while executing transaction$/,
    );
  });

  test('a chaincode that was given up may go on talking; later calls do not mind', async () => {
    await refusal(alpha.contract.evaluate('wait', { arguments: ['1700'] }));
    await sleep(400);
    expect(await alpha.evaluate('label')).toBe('fast');
  });
});

describe('several peers of an organisation', () => {
  test('a peer whose chaincode does not answer is passed over, by submits and queries', async () => {
    expect((await alpha.submit('put', 'k', '1')).code).toBe(0);
    const gamma = new FabricClient(ledger, 'GammaMSP', 'probe');
    for (let i = 0; i < 3; i += 1) expect((await gamma.submit('put', `g${i}`, '1')).code).toBe(0);
    const alphaOnly = { arguments: ['k'], endorsingOrganizations: ['AlphaMSP'] };
    expect(Buffer.from(await gamma.contract.evaluate('get', alphaOnly)).toString()).toBe('1');
    gamma.close();
  });

  test('all are tried before the transaction fails, each named in the details (core/container/extcc)', async () => {
    await fast.stop();
    const { message, details } = await refusal(alpha.submit('put', 'k', '2'));
    expect(message).toBe('failed to endorse transaction, see attached details for more info');
    expect(details).toHaveLength(2);
    for (const detail of details) {
      expect(detail).toMatch(
        /could not launch chaincode probe:1\.0: connection to probe:1\.0 failed: .*dial tcp 127\.0\.0\.1:\d+: connect: connection refused"$/,
      );
    }
    await fast.restart();
    expect((await alpha.submit('put', 'k', '3')).code).toBe(0);
  });
});

describe('the concurrency limit of the gateway (internal/peer/node/grpc_limiters.go)', () => {
  test('of 505 streams 5 are refused, and so is a query, until other calls have ended', async () => {
    const text = `too many requests for /gateway.Gateway, exceeding concurrency limit (${LIMIT})`;
    const refused: string[] = [];
    const streams = await Promise.all(
      Array.from({ length: LIMIT + 5 }, () => alpha.network.getChaincodeEvents('probe')),
    );
    const reading = streams.map(async (stream) => {
      try {
        for await (const event of stream) expect(event).toBeUndefined();
      } catch (error) {
        refused.push((error as GatewayError).cause.message);
      }
      return stream;
    });
    while (refused.length < 5) await sleep(20);
    expect(await refusal(alpha.evaluate('label'))).toMatchObject({ code: 2, message: text });
    expect(refused).toEqual(Array.from({ length: 5 }, () => `2 UNKNOWN: ${text}`));
    const gamma = new FabricClient(ledger, 'GammaMSP', 'probe');
    expect(await gamma.evaluate('label')).toBe('fast');
    gamma.close();
    for (const stream of streams) stream.close();
    await Promise.all(reading);
    while ((await alpha.evaluate('label').catch(() => '')) !== 'fast') await sleep(20);
  });
});
