import { createPrivateKey, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { common, peer } from '@hyperledger/fabric-protos';
import {
  MessageSigner,
  proposal,
  signedProposal,
  transactionId,
  type ProposalContent,
} from '../src/differential/signed-messages.js';
import { refusal, userOf, type ClientIdentity } from '../src/fabric-client.js';
import { issueCertificate } from './network/certificates.js';
import { conformance } from './network/conformance.js';
import { first } from './network/event-streams.js';
import { signHighS } from './network/high-s.js';
import { RawClient } from './network/raw-client.js';

const DENIED = 'error validating proposal: access denied: channel [conformance] creator org';

conformance('who may propose (msp/mspimpl.go, core/handlers/auth/filter)', (ledger) => {
  const issued = async (validForMs: number, unit = 'client', attributes = {}): Promise<ClientIdentity> =>
    issueCertificate('GuangdongMSP', ledger.session.network.authorities, { validForMs, unit, attributes });

  const as = (identity: ClientIdentity) => ledger.session.clientWith('GuangdongMSP', { identity });

  const wrongKey = (): ClientIdentity => ({
    ...userOf(ledger.session.network, 'GuangdongMSP'),
    key: userOf(ledger.session.network, 'MacaoMSP').key,
  });

  test("a certificate of the organisation's CA with Fabric CA attributes is a client of the MSP", async () => {
    const client = as(await issued(60_000, 'client', { role: 'clerk' }));
    expect((await client.submit('put', 'by', 'clerk')).code).toBe(0);
    expect(await client.evaluate('creator')).toBe('GuangdongMSP');
  });

  test('an administrator is a writer too', async () => {
    const client = as(await issued(60_000, 'admin'));
    expect((await client.submit('put', 'by', 'admin')).code).toBe(0);
  });

  test('a client may propose at the peer of another organisation', async () => {
    const identity = userOf(ledger.session.network, 'MacaoMSP');
    const client = ledger.session.clientWith('GuangdongMSP', { identity });
    expect((await client.submit('put', 'by', 'macao')).code).toBe(0);
    expect(await client.evaluate('creator')).toBe('MacaoMSP');
  });

  test('an expired certificate is refused (expiration.go)', async () => {
    const client = as(await issued(-1000));
    expect((await refusal(client.submit('put', 'a', '1'))).details[0]).toBe(
      'proposal client identity expired',
    );
    expect(await refusal(client.evaluate('get', 'a'))).toMatchObject({
      code: 14,
      message: 'failed to evaluate transaction, see attached details for more info',
      details: expect.arrayContaining(['proposal client identity expired']),
    });
  });

  test('a wrong key is refused with the organisation named', async () => {
    const client = as(wrongKey());
    expect(await refusal(client.submit('put', 'a', '1'))).toMatchObject({
      kind: 'EndorseError',
      code: 10,
      details: [`${DENIED} [GuangdongMSP]`],
    });
    expect(await refusal(client.evaluate('get', 'a'))).toMatchObject({
      code: 9,
      message: `evaluate call to endorser returned error: ${DENIED} [GuangdongMSP]`,
    });
  });

  test.each(['UnknownMSP', 'HongKongMSP'])('a certificate that is not of %s is malformed', async (mspId) => {
    const client = as({ ...userOf(ledger.session.network, 'GuangdongMSP'), mspId });
    expect((await refusal(client.submit('put', 'a', '1'))).details[0]).toBe(
      `${DENIED} unknown, creator is malformed`,
    );
  });

  test('what is no certificate is malformed', async () => {
    const client = as({ ...userOf(ledger.session.network, 'GuangdongMSP'), certificate: 'nothing' });
    expect((await refusal(client.submit('put', 'a', '1'))).details[0]).toBe(
      `${DENIED} unknown, creator is malformed`,
    );
  });

  test('a certificate that begins before its CA is malformed (mspimplvalidate.go getValidityOptsForCert)', async () => {
    const content = { validForMs: 60_000, unit: 'client', attributes: {}, beforeAuthorityMs: 3_600_000 };
    const { authorities } = ledger.session.network;
    const client = as(await issueCertificate('GuangdongMSP', authorities, content));
    expect((await refusal(client.submit('put', 'a', '1'))).details[0]).toBe(
      `${DENIED} unknown, creator is malformed`,
    );
  });

  test.each(['visitor', 'client, OU=admin'])(
    'a certificate without exactly one role of NodeOUs (OU=%s) is not valid (validateIdentityOUsV142)',
    async (unit) => {
      const client = as(await issued(60_000, unit));
      expect((await refusal(client.submit('put', 'a', '1'))).details[0]).toBe(`${DENIED} [GuangdongMSP]`);
    },
  );

  test('events and commit statuses need a good signature and a known channel (internal/pkg/gateway/chaincodeevents.go)', async () => {
    const forged = as(wrongKey());
    expect(await refusal(first(await forged.network.getChaincodeEvents('probe')))).toMatchObject({
      code: 7,
      message:
        'Failed evaluating policy on signed data during check policy on channel [conformance] with policy ' +
        '[/Channel/Application/Readers]: [implicit policy evaluation failed - 0 sub-policies were satisfied, but ' +
        "this policy requires 1 of the 'Readers' sub-policies to be satisfied]",
    });
    const other = ledger.session.clientWith('GuangdongMSP', { channel: 'another' });
    expect(await refusal(first(await other.network.getChaincodeEvents('probe')))).toMatchObject({
      code: 7,
      message: 'Failed to get policy manager for channel [another]',
    });
  });

  test('block events refuse with a status, not with a gRPC error (common/deliver)', async () => {
    const other = ledger.session.clientWith('GuangdongMSP', { channel: 'another' });
    for (const [client, status] of [
      [as(wrongKey()), 403],
      [other, 404],
    ] as const) {
      const text = `Unexpected status response: ${status}`;
      await expect(client.network.getBlockEvents().then(first)).rejects.toThrow(text);
      await expect(client.network.getFilteredBlockEvents().then(first)).rejects.toThrow(text);
      await expect(client.network.getBlockAndPrivateDataEvents().then(first)).rejects.toThrow(text);
    }
  });
});

conformance('what is checked in every proposal (core/endorser/msgvalidation.go, timewindow.go)', (ledger) => {
  let client: RawClient;

  beforeAll(() => {
    client = new RawClient(ledger.session);
  });

  afterAll(() => {
    client.close();
  });

  const content = (): ProposalContent => ({
    channel: ledger.session.channel,
    chaincode: 'probe',
    args: ['nothing'],
    transient: {},
    time: Math.floor(Date.now() / 1000),
    nonce: randomBytes(24),
    creator: client.peer.signer.creator,
  });

  /** The first detail of the refusal, or the message when there is none; empty when it was endorsed. */
  async function refusalOf(signed: peer.SignedProposal, txId: string): Promise<string> {
    const answer = await client.peer.endorse(txId, signed, undefined);
    if (!('refused' in answer)) return '';
    return answer.details[0]?.message ?? answer.message;
  }

  async function proposed(change: Partial<ProposalContent>): Promise<string> {
    const made = { ...content(), ...change };
    const bytes = proposal(made);
    return refusalOf(
      await signedProposal(client.peer.signer, bytes),
      made.txId ?? transactionId(made.nonce, made.creator),
    );
  }

  async function withHeader(
    change: (channel: common.ChannelHeader, signature: common.SignatureHeader) => void,
  ): Promise<string> {
    const made = peer.Proposal.deserializeBinary(proposal(content()));
    const header = common.Header.deserializeBinary(made.getHeader_asU8());
    const channel = common.ChannelHeader.deserializeBinary(header.getChannelHeader_asU8());
    const signature = common.SignatureHeader.deserializeBinary(header.getSignatureHeader_asU8());
    change(channel, signature);
    header.setChannelHeader(channel.serializeBinary());
    header.setSignatureHeader(signature.serializeBinary());
    made.setHeader(header.serializeBinary());
    return refusalOf(await signedProposal(client.peer.signer, made.serializeBinary()), channel.getTxId());
  }

  test('a proposal made by hand is endorsed', async () => {
    expect(await proposed({})).toBe('');
  });

  test.each([-16, 16])('a time %i minutes off is outside the window of 15', async (minutes) => {
    expect(await proposed({ time: Math.floor(Date.now() / 1000) + minutes * 60 })).toMatch(
      /request unauthorized due to incorrect timestamp \S+Z, peer time \S+Z, peer.authentication.timewindow 15m0s/,
    );
  });

  test.each([-14, 14])('a time %i minutes off is inside the window', async (minutes) => {
    expect(await proposed({ time: Math.floor(Date.now() / 1000) + minutes * 60 })).toBe('');
  });

  test('a transaction id that is not the hash of nonce and creator', async () => {
    expect(await proposed({ txId: 'ab'.repeat(32) })).toMatch(
      /^error validating proposal: incorrectly computed txid 'abab.*' -- expected '[0-9a-f]{64}'/,
    );
  });

  test('no nonce, no creator, an epoch, another type', async () => {
    expect(
      await withHeader((_, signature) => {
        signature.setNonce('');
      }),
    ).toBe('error validating proposal: nonce is empty');
    expect(
      await withHeader((_, signature) => {
        signature.setCreator('');
      }),
    ).toBe('error validating proposal: creator is empty');
    expect(
      await withHeader((channel) => {
        channel.setEpoch(1);
      }),
    ).toBe('error validating proposal: epoch is non-zero');
    expect(
      await withHeader((channel) => {
        channel.setType(common.HeaderType.MESSAGE);
      }),
    ).toBe('error validating proposal: invalid header type MESSAGE');
  });

  test('a signature with high S is refused, the same with low S is taken (bccsp/sw/ecdsa.go)', async () => {
    const key = createPrivateKey(client.peer.signer.identity.key);
    const made = content();
    const bytes = proposal(made);
    const signed = new peer.SignedProposal();
    signed.setProposalBytes(bytes);
    signed.setSignature(signHighS(key, bytes));
    const txId = transactionId(made.nonce, made.creator);
    expect(await refusalOf(signed, txId)).toBe(`${DENIED} [GuangdongMSP]`);
    expect(await refusalOf(await signedProposal(client.peer.signer, bytes), txId)).toBe('');
  });

  test('a signature over something else', async () => {
    const made = content();
    const signed = await signedProposal(client.peer.signer, Buffer.from('x'));
    signed.setProposalBytes(proposal(made));
    expect(await refusalOf(signed, transactionId(made.nonce, made.creator))).toBe(`${DENIED} [GuangdongMSP]`);
  });

  test('an endorsed proposal can be endorsed again, but not once it is committed (endorser.go preProcess)', async () => {
    const made = ledger.guangdong.contract.newProposal('put', { arguments: ['dup', '1'] });
    await made.endorse();
    expect((await ledger.guangdong.order(await made.endorse())).code).toBe(0);
    const { code, details } = await refusal(made.endorse());
    expect(code).toBe(10);
    expect(details[0]).toMatch(
      new RegExp(`^duplicate transaction found \\[${made.getTransactionId()}\\]. Creator \\[[0-9a-f]+\\]$`),
    );
    expect((await refusal(made.evaluate())).message).toContain('duplicate transaction found');
  });

  test('an invalid transaction has used up its id too', async () => {
    const made = ledger.guangdong.contract.newProposal('put', {
      arguments: ['few', '1'],
      endorsingOrganizations: ['MacaoMSP'],
    });
    expect((await ledger.guangdong.order(await made.endorse())).code).toBe(10);
    expect((await refusal(made.endorse())).details[0]).toContain('duplicate transaction found');
  });

  test("the signer must be the channel's: another CA's certificate with the same name is malformed", async () => {
    const signer = new MessageSigner({ ...client.peer.signer.identity, mspId: 'MacaoMSP' });
    expect(await proposed({ creator: signer.creator })).toBe(`${DENIED} unknown, creator is malformed`);
  });
});
