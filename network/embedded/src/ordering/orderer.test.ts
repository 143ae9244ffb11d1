import { afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { common } from '@hyperledger/fabric-protos';
import { signLowS } from '../cryptography/ecdsa.js';
import { ChannelMembers, type SigningIdentity } from '../msp/identity.js';
import { SignatureMemory } from '../msp/signature-memory.js';
import { CertificateAuthority } from '../pki/certificate-authority.js';
import { BlockCutter } from './block-cutter.js';
import { ABSOLUTE_MAX_BYTES, Orderer } from './orderer.js';

const YEAR = 365 * 86_400_000;
const members = new ChannelMembers();
let client: SigningIdentity;
let orderer: Orderer;
let accepted = 0;

beforeAll(async () => {
  const ca = await CertificateAuthority.create('AlphaMSP', 'ca');
  members.add('AlphaMSP', ca.pair().certificate);
  const { certificate, key } = await ca.issue({ commonName: 'u', organisationalUnit: 'client' });
  client = members.signer('AlphaMSP', certificate, key);
  const cutter = new BlockCutter({ maxCount: 1, preferredBytes: 1, timeoutMs: 1 }, () => {
    accepted += 1;
  });
  orderer = new Orderer('test', members, new SignatureMemory(), cutter);
});

afterEach(() => {
  jest.useRealTimers();
});

function envelope(channel = 'test', data = Buffer.from('anything')): Buffer {
  const channelHeader = new common.ChannelHeader();
  channelHeader.setType(common.HeaderType.ENDORSER_TRANSACTION);
  channelHeader.setChannelId(channel);
  const signatureHeader = new common.SignatureHeader();
  signatureHeader.setCreator(client.serialized);
  const header = new common.Header();
  header.setChannelHeader(channelHeader.serializeBinary());
  header.setSignatureHeader(signatureHeader.serializeBinary());
  const payload = new common.Payload();
  payload.setHeader(header);
  payload.setData(data);
  const message = new common.Envelope();
  message.setPayload(payload.serializeBinary());
  message.setSignature(signLowS(client.key, payload.serializeBinary()));
  return Buffer.from(message.serializeBinary());
}

describe('what the orderer takes (orderer/common/broadcast, orderer/common/msgprocessor)', () => {
  test('anything signed by a member, whatever it says', async () => {
    await orderer.accept(envelope());
    expect(accepted).toBe(1);
  });

  test('not from an expired certificate (msgprocessor/expiration.go)', async () => {
    jest.useFakeTimers({ now: Date.now() + 11 * YEAR, doNotFake: ['nextTick', 'setImmediate'] });
    await expect(orderer.accept(envelope())).rejects.toThrow(/^status=BAD_REQUEST, info=.*identity expired/);
  });

  test('not more than the absolute maximum (msgprocessor/sizefilter.go)', async () => {
    await expect(orderer.accept(envelope('test', Buffer.alloc(ABSOLUTE_MAX_BYTES)))).rejects.toThrow(
      /^status=BAD_REQUEST, info=message payload is \d+ bytes and exceeds maximum allowed/,
    );
  });

  test('not for another channel', async () => {
    await expect(orderer.accept(envelope('other'))).rejects.toThrow('channel does not exist');
  });
});
