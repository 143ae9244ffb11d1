import { readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client, credentials } from '@grpc/grpc-js';
import { Child } from './network/child-process.js';
import { FabricClient } from './network/fabric-client.js';
import { ProbeChaincode } from './network/probe-chaincode.js';
import { definition, RunningLedger } from './network/running-ledger.js';

let probe: ProbeChaincode;
let ledger: RunningLedger;

beforeAll(async () => {
  probe = await ProbeChaincode.start('probe');
  ledger = await RunningLedger.start([definition(probe)], ['--peer', 'AlphaMSP:peer1=127.0.0.1:0']);
});

afterAll(async () => {
  await ledger.remove();
  await probe.stop();
});

describe('the connection file', () => {
  test('says what wrote it and has absolute paths of what a client needs', () => {
    const { kind, channel, orgs } = ledger.connection;
    expect([kind, channel]).toEqual(['embedded', 'test']);
    for (const { mspId, peerEndpoint, peers, ...org } of orgs) {
      expect(peerEndpoint).toBe(peers[0]!.endpoint);
      for (const path of [org.userCert, org.adminCert, org.tlsCaCert!]) {
        expect(path.startsWith('/')).toBe(true);
        expect(readFileSync(path, 'utf8')).toContain('BEGIN CERTIFICATE');
      }
      expect(new X509Certificate(readFileSync(org.adminCert)).subject).toBe(`OU=admin\nCN=Admin@${mspId}`);
    }
  });

  test('one name override fits the TLS certificate of every peer of the organisation', async () => {
    const { hostnameOverride, tlsCaCert, peers } = ledger.organisation('AlphaMSP');
    expect(peers.map(({ name }) => name)).toEqual(['peer0', 'peer1']);
    for (const { endpoint } of peers) await connects(endpoint, tlsCaCert!, hostnameOverride);
    await expect(connects(peers[0]!.endpoint, tlsCaCert!, 'betamsp')).rejects.toThrow('Failed to connect');
  });

  test('TLS certificates of an older state that lack a name are made anew', async () => {
    await ledger.stop();
    const folder = join(ledger.state, 'crypto', 'AlphaMSP', 'peers', 'peer1');
    const foreign = join(ledger.state, 'crypto', 'BetaMSP', 'peers', 'peer0');
    for (const file of ['tls-cert.pem', 'tls-key.pem'])
      await writeFile(join(folder, file), readFileSync(join(foreign, file)));
    await ledger.restart();
    const { hostnameOverride, tlsCaCert, peers } = ledger.organisation('AlphaMSP');
    await connects(peers[1]!.endpoint, tlsCaCert!, hostnameOverride);
  });
});

describe('the command line', () => {
  test('without TLS the file has no TLS certificate and clients connect in plain text', async () => {
    const plain = await RunningLedger.start([definition(probe)], ['--no-tls']);
    const client = new FabricClient(plain, 'BetaMSP', 'probe');
    try {
      expect(plain.organisation('BetaMSP').tlsCaCert).toBeNull();
      expect((await client.submit('put', 'plain', '1')).code).toBe(0);
    } finally {
      client.close();
      await plain.remove();
    }
  });

  test('the admin interface listens on a loopback address only', async () => {
    const args = ledger.args.map((arg, index, all) => (all[index - 1] === '--admin' ? '0.0.0.0:0' : arg));
    await expect(Child.start(args, 'ready')).rejects.toThrow('--admin 0.0.0.0:0: only a loopback address');
  });

  test('a definitions file that is wrong ends the program with the place of the mistake', async () => {
    await ledger.stop();
    const file = join(ledger.folder, 'definitions.json');
    const right = readFileSync(file);
    await writeFile(file, '{"chaincodes":[{"name":"probe"}]}');
    await expect(Child.start(ledger.args, 'ready')).rejects.toThrow('chaincodes[0].sequence');
    await rm(file);
    await expect(Child.start(ledger.args, 'ready')).rejects.toThrow('ENOENT');
    await writeFile(file, right);
    await ledger.restart();
  });
});

async function connects(endpoint: string, ca: string, name: string): Promise<void> {
  const client = new Client(endpoint, credentials.createSsl(readFileSync(ca)), {
    'grpc.ssl_target_name_override': name,
  });
  try {
    await new Promise<void>((resolve, reject) => {
      client.waitForReady(Date.now() + 1_500, (error) => {
        if (error) reject(error);
        else resolve();
      });
    });
  } finally {
    client.close();
  }
}
