import { expect, test } from '@jest/globals';
import { common, peer } from '@hyperledger/fabric-protos';
import { randomBytes } from 'node:crypto';
import { proposal, signedProposal, transactionId } from '../src/differential/signed-messages.js';
import { refusal } from '../src/fabric-client.js';
import { conformance, type Ledger } from './network/conformance.js';
import { RawClient } from './network/raw-client.js';

/** Endorses a call with `is_init`; the envelope, or the first detail of the refusal. */
async function initialise(
  ledger: Ledger,
  client: RawClient,
  chaincode: string,
  args: string[],
): Promise<common.Envelope | string> {
  const nonce = randomBytes(24);
  const { creator } = client.peer.signer;
  const plain = peer.Proposal.deserializeBinary(
    proposal({
      channel: ledger.session.channel,
      chaincode,
      args,
      transient: {},
      time: Math.floor(Date.now() / 1000),
      nonce,
      creator,
    }),
  );
  const payload = peer.ChaincodeProposalPayload.deserializeBinary(plain.getPayload_asU8());
  const spec = peer.ChaincodeInvocationSpec.deserializeBinary(payload.getInput_asU8());
  spec.getChaincodeSpec()?.getInput()?.setIsInit(true);
  payload.setInput(spec.serializeBinary());
  plain.setPayload(payload.serializeBinary());
  const signed = await signedProposal(client.peer.signer, plain.serializeBinary());
  const orgs = ['GuangdongMSP', 'HongKongMSP'];
  const answer = await client.peer.endorse(transactionId(nonce, creator), signed, orgs);
  if ('refused' in answer) return answer.details[0]?.message ?? answer.message;
  return answer.answer;
}

conformance('initialisation (core/chaincode/chaincode_support.go CheckInvocation)', (ledger) => {
  test('a chaincode that needs Init runs nothing before it, Init once, and then everything', async () => {
    const client = new RawClient(ledger.session);
    const initial = ledger.session.client('GuangdongMSP', 'initial');
    expect((await refusal(initial.submit('put', 'a', '1'))).details[0]).toContain(
      "chaincode 'initial' has not been initialized for this version, must call as init first",
    );
    const envelope = await initialise(ledger, client, 'initial', ['begin', 'now']);
    if (typeof envelope === 'string') throw new Error(envelope);
    expect((await client.order(await client.signed(envelope))).code).toBe('VALID');
    expect(await initial.evaluate('get', 'init')).toBe('begin now');
    expect((await initial.submit('put', 'a', '1')).code).toBe(0);
    expect(await initialise(ledger, client, 'initial', ['again'])).toContain(
      "chaincode 'initial' is already initialized but called as init",
    );
    client.close();
  });

  test('a chaincode that needs no Init has it refused', async () => {
    const client = new RawClient(ledger.session);
    expect(await initialise(ledger, client, 'probe', ['begin'])).toContain(
      "chaincode 'probe' does not require initialization but called as init",
    );
    client.close();
  });
});
