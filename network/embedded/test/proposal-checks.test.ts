import 'reflect-metadata';
import { createPrivateKey, KeyObject, sign, webcrypto } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { common, gateway as protos, peer } from '@hyperledger/fabric-protos';
import * as x509 from '@peculiar/x509';
import { Client, credentials } from '@grpc/grpc-js';
import timestamps from 'google-protobuf/google/protobuf/timestamp_pb.js';
import { signLowS } from '../src/cryptography/ecdsa.js';
import { FabricClient, refusal, userOf, type ClientIdentity } from './network/fabric-client.js';
import { ProbeChaincode } from './network/probe-chaincode.js';
import { definition, RunningLedger } from './network/running-ledger.js';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const ORDER = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551');

let probe: ProbeChaincode;
let ledger: RunningLedger;

beforeAll(async () => {
  probe = await ProbeChaincode.start('probe');
  ledger = await RunningLedger.start([definition(probe)]);
});

afterAll(async () => {
  await ledger.remove();
  await probe.stop();
});

/** A client certificate of an organisation's CA, as a registration authority outside the ledger issues it. */
async function issue(
  mspId: string,
  validForMs: number,
  extensions: x509.Extension[] = [],
  subject = 'OU=client, CN=e-42',
): Promise<ClientIdentity> {
  const folder = join(ledger.state, 'crypto', mspId, 'ca');
  const issuer = new x509.X509Certificate(readFileSync(join(folder, 'cert.pem'), 'utf8'));
  const der = x509.PemConverter.decodeFirst(readFileSync(join(folder, 'key.pem'), 'utf8'));
  const signingKey = await webcrypto.subtle.importKey('pkcs8', der, ALGORITHM, false, ['sign']);
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: '0a0b0c',
    subject,
    issuer: issuer.subject,
    notBefore: new Date(Date.now() - 3_600_000),
    notAfter: new Date(Date.now() + validForMs),
    signingAlgorithm: ALGORITHM,
    publicKey: keys.publicKey,
    signingKey,
    extensions,
  });
  const key = KeyObject.from(keys.privateKey).export({ type: 'pkcs8', format: 'pem' }).toString();
  return { mspId, certificate: certificate.toString('pem'), key };
}

async function withClient<T>(
  identity: ClientIdentity | undefined,
  use: (client: FabricClient) => Promise<T>,
): Promise<T> {
  const client = new FabricClient(ledger, 'AlphaMSP', 'probe', identity);
  try {
    return await use(client);
  } finally {
    client.close();
  }
}

const wrongKey = (): ClientIdentity => ({
  ...userOf(ledger, 'AlphaMSP'),
  key: userOf(ledger, 'BetaMSP').key,
});

describe('identities (msp/mspimpl.go)', () => {
  test("a certificate issued by the organisation's CA with Fabric CA attributes is a client of the MSP", async () => {
    const attributes = Buffer.from(JSON.stringify({ attrs: { role: 'clerk' } }));
    const extension = new x509.Extension('1.2.3.4.5.6.7.8.1', false, attributes);
    await withClient(await issue('AlphaMSP', 60_000, [extension]), async (client) => {
      expect((await client.submit('put', 'by', 'clerk')).code).toBe(0);
      expect(await client.evaluate('creator')).toBe('AlphaMSP');
    });
  });

  test('an expired certificate is refused (core/handlers/auth/filter/expiration.go)', async () => {
    await withClient(await issue('AlphaMSP', -60_000), async (client) => {
      expect((await refusal(client.submit('put', 'a', '1'))).details[0]).toBe(
        'proposal client identity expired',
      );
      expect((await refusal(client.evaluate('get', 'a'))).code).toBe(14);
    });
  });

  test.each(['CN=e-42', 'OU=client, OU=admin, CN=e-42'])(
    'a certificate without exactly one role (%s) is not valid (validateIdentityOUsV142)',
    async (subject) => {
      await withClient(await issue('AlphaMSP', 60_000, [], subject), async (client) => {
        expect((await refusal(client.submit('put', 'a', '1'))).details[0]).toBe(
          'error validating proposal: access denied: channel [test] creator org [AlphaMSP]',
        );
      });
    },
  );

  test('a wrong key is refused with the organisation named', async () => {
    const text = 'error validating proposal: access denied: channel [test] creator org [AlphaMSP]';
    await withClient(wrongKey(), async (client) => {
      expect(await refusal(client.submit('put', 'a', '1'))).toMatchObject({
        kind: 'EndorseError',
        code: 10,
        details: [text],
      });
      expect(await refusal(client.evaluate('get', 'a'))).toMatchObject({
        code: 9,
        message: `evaluate call to endorser returned error: ${text}`,
      });
    });
  });

  test.each(['UnknownMSP', 'BetaMSP'])(
    'a certificate that does not belong to %s is malformed',
    async (mspId) => {
      await withClient({ ...userOf(ledger, 'AlphaMSP'), mspId }, async (client) => {
        expect((await refusal(client.submit('put', 'a', '1'))).details[0]).toBe(
          'error validating proposal: access denied: channel [test] creator org unknown, creator is malformed',
        );
      });
    },
  );
});

describe('transactions and requests', () => {
  test('an endorsed proposal cannot be endorsed again once committed', async () => {
    await withClient(undefined, async (client) => {
      const proposal = client.contract.newProposal('put', { arguments: ['dup', '1'] });
      const commit = await (await proposal.endorse()).submit();
      await commit.getStatus();
      const { code, details } = await refusal(proposal.endorse());
      expect(code).toBe(10);
      expect(details[0]).toMatch(
        new RegExp(
          `^duplicate transaction found \\[${proposal.getTransactionId()}\\]. Creator \\[[0-9a-f]+\\]$`,
        ),
      );
    });
  });

  test('an envelope with a wrong signature is refused by the orderer', async () => {
    await withClient(undefined, async (client) => {
      const endorsed = await client.contract.newProposal('put', { arguments: ['env', '1'] }).endorse();
      const forged = await withClient(wrongKey(), async (other) => {
        const unsigned = other.gateway.newTransaction(withoutSignature(endorsed.getBytes()));
        return await refusal(unsigned.submit());
      });
      expect(forged).toMatchObject({
        kind: 'SubmitError',
        code: 10,
        message:
          'received unsuccessful response from orderer: status=FORBIDDEN, info=implicit policy evaluation failed - ' +
          "0 sub-policies were satisfied, but this policy requires 1 of the 'Writers' sub-policies to be satisfied: permission denied",
      });
    });
  });

  test('chaincode events and commit status need a good signature and a known channel', async () => {
    await withClient(wrongKey(), async (client) => {
      expect(await refusal(firstOf(await client.network.getChaincodeEvents('probe')))).toMatchObject({
        code: 7,
        message:
          'Failed evaluating policy on signed data during check policy on channel [test] with policy ' +
          "[/Channel/Application/Readers]: [implicit policy evaluation failed - 0 sub-policies were satisfied, but this policy requires 1 of the 'Readers' sub-policies to be satisfied]",
      });
    });
    const other = new FabricClient(ledger, 'AlphaMSP', 'probe', undefined, 'other');
    expect(await refusal(firstOf(await other.network.getChaincodeEvents('probe')))).toMatchObject({
      code: 7,
      message: 'Failed to get policy manager for channel [other]',
    });
    other.close();
  });

  test('block events refuse with a status, not with a gRPC error', async () => {
    await withClient(wrongKey(), async (client) => {
      await expect(firstOf(await client.network.getBlockEvents())).rejects.toThrow(
        'Unexpected status response: 403',
      );
    });
    const other = new FabricClient(ledger, 'AlphaMSP', 'probe', undefined, 'other');
    await expect(firstOf(await other.network.getBlockEvents())).rejects.toThrow(
      'Unexpected status response: 404',
    );
    other.close();
  });
});

describe('raw proposals (core/endorser/msgvalidation.go, core/handlers/auth/filter/timewindow.go)', () => {
  test('a proposal from 16 minutes ago is outside the time window', async () => {
    const error = await endorseRaw({ time: new Date(Date.now() - 16 * 60_000) });
    expect(error).toMatch(
      /request unauthorized due to incorrect timestamp \S+Z, peer time \S+Z, peer.authentication.timewindow 15m0s/,
    );
  });

  test('a transaction id that is not the hash of nonce and creator is refused', async () => {
    expect(await endorseRaw({ txId: 'ab'.repeat(32) })).toMatch(
      /error validating proposal: incorrectly computed txid 'abab/,
    );
  });

  test('a signature with high S is refused, the same with low S is taken', async () => {
    expect(await endorseRaw({})).toBe('');
    expect(await endorseRaw({ highS: true })).toContain(
      'access denied: channel [test] creator org [AlphaMSP]',
    );
  });
});

/** Endorses a hand-made proposal; the text of the first detail, or '' when it was endorsed. */
async function endorseRaw(change: { time?: Date; txId?: string; highS?: boolean }): Promise<string> {
  const template = await withClient(undefined, (client) =>
    Promise.resolve(client.contract.newProposal('nothing').getBytes()),
  );
  const proposed = protos.ProposedTransaction.deserializeBinary(template);
  const proposal = peer.Proposal.deserializeBinary(proposed.getProposal()!.getProposalBytes_asU8());
  const header = common.Header.deserializeBinary(proposal.getHeader_asU8());
  const channel = common.ChannelHeader.deserializeBinary(header.getChannelHeader_asU8());
  if (change.time) channel.setTimestamp(timestamps.Timestamp.fromDate(change.time));
  if (change.txId !== undefined) channel.setTxId(change.txId);
  header.setChannelHeader(channel.serializeBinary());
  proposal.setHeader(header.serializeBinary());
  const bytes = proposal.serializeBinary();
  const key = createPrivateKey(userOf(ledger, 'AlphaMSP').key);
  const signed = new peer.SignedProposal();
  signed.setProposalBytes(bytes);
  signed.setSignature(change.highS === true ? highS(key, bytes) : signLowS(key, bytes));
  const request = new protos.EndorseRequest();
  request.setTransactionId(channel.getTxId());
  request.setChannelId('test');
  request.setProposedTransaction(signed);
  return await rawEndorse(request);
}

async function rawEndorse(request: protos.EndorseRequest): Promise<string> {
  const { peerEndpoint, tlsCaCert, hostnameOverride } = ledger.organisation('AlphaMSP');
  const tls = credentials.createSsl(readFileSync(tlsCaCert!));
  const client = new protos.GatewayClient(peerEndpoint, tls, {
    'grpc.ssl_target_name_override': hostnameOverride,
  });
  const found = await new Promise<string>((resolve) => {
    client.endorse(request, (error) => {
      const details = error?.metadata.get('grpc-status-details-bin')[0];
      resolve(details ? Buffer.from(details as Buffer).toString('utf8') : (error?.details ?? ''));
    });
  });
  (client as unknown as Client).close();
  return found;
}

function highS(key: KeyObject, message: Uint8Array): Buffer {
  for (;;) {
    const raw = sign('sha256', message, { key, dsaEncoding: 'ieee-p1363' });
    const s = BigInt(`0x${raw.subarray(32).toString('hex')}`);
    if (s <= ORDER >> 1n) continue;
    return derOf(raw.subarray(0, 32), raw.subarray(32));
  }
}

function derOf(r: Buffer, s: Buffer): Buffer {
  const integer = (bytes: Buffer): Buffer => {
    const stripped = bytes.subarray(bytes.findIndex((byte) => byte !== 0));
    const padded = (stripped[0]! & 0x80) === 0 ? stripped : Buffer.concat([Buffer.from([0]), stripped]);
    return Buffer.concat([Buffer.from([2, padded.length]), padded]);
  };
  const body = Buffer.concat([integer(r), integer(s)]);
  return Buffer.concat([Buffer.from([0x30, body.length]), body]);
}

function withoutSignature(transaction: Uint8Array): Uint8Array {
  const message = protos.PreparedTransaction.deserializeBinary(transaction);
  message.getEnvelope()!.setSignature('');
  return message.serializeBinary();
}

async function firstOf<T>(events: AsyncIterable<T> & { close(): void }): Promise<T | undefined> {
  try {
    for await (const event of events) return event;
    return undefined;
  } finally {
    events.close();
  }
}
