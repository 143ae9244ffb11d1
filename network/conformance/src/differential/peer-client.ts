import { credentials, Metadata, type Client } from '@grpc/grpc-js';
import { common, gateway, peer } from '@hyperledger/fabric-protos';
import { connectionTo, userOf, type Reachable } from '../fabric-client.js';
import type { MspId } from '../network.js';
import { callUnary, type Answer } from './gateway-answer.js';
import { MessageSigner, seekEnvelope } from './signed-messages.js';

/** Called with each block that is delivered. */
export type BlockListener = (block: peer.BlockAndPrivateData) => void;

/** What a client of one organisation says to that organisation's peer, message by message, nothing hidden. */
export class PeerClient {
  readonly signer: MessageSigner;
  readonly channel: string;
  readonly #gateway: gateway.GatewayClient;
  readonly #grpc: Client;

  constructor(
    network: Reachable,
    readonly mspId: MspId,
  ) {
    this.signer = new MessageSigner(userOf(network, mspId));
    this.channel = network.connection.channel;
    this.#grpc = connectionTo(network, mspId);
    // The open channel decides how to connect; address and credentials are not used.
    const shared = { channelOverride: this.#grpc.getChannel() };
    this.#gateway = new gateway.GatewayClient('', credentials.createInsecure(), shared);
  }

  async endorse(
    txId: string,
    proposed: peer.SignedProposal,
    endorsers: readonly string[] | undefined,
  ): Promise<Answer<common.Envelope>> {
    const request = new gateway.EndorseRequest();
    request.setTransactionId(txId);
    request.setChannelId(this.channel);
    request.setProposedTransaction(proposed);
    request.setEndorsingOrganizationsList([...(endorsers ?? [])]);
    const answer = await callUnary<gateway.EndorseResponse>((options, done) =>
      this.#gateway.endorse(request, new Metadata(), options, done),
    );
    if ('refused' in answer) return answer;
    return { answer: answer.answer.getPreparedTransaction() ?? new common.Envelope() };
  }

  async evaluate(
    txId: string,
    proposed: peer.SignedProposal,
    targets: readonly string[] | undefined,
  ): Promise<Answer<peer.Response>> {
    const request = new gateway.EvaluateRequest();
    request.setTransactionId(txId);
    request.setChannelId(this.channel);
    request.setProposedTransaction(proposed);
    request.setTargetOrganizationsList([...(targets ?? [])]);
    const answer = await callUnary<gateway.EvaluateResponse>((options, done) =>
      this.#gateway.evaluate(request, new Metadata(), options, done),
    );
    if ('refused' in answer) return answer;
    return { answer: answer.answer.getResult() ?? new peer.Response() };
  }

  async submit(txId: string, envelope: common.Envelope): Promise<Answer<true>> {
    const request = new gateway.SubmitRequest();
    request.setTransactionId(txId);
    request.setChannelId(this.channel);
    request.setPreparedTransaction(envelope);
    const answer = await callUnary<gateway.SubmitResponse>((options, done) =>
      this.#gateway.submit(request, new Metadata(), options, done),
    );
    return 'refused' in answer ? answer : { answer: true };
  }

  /** The validation code that this peer gives a transaction, when it has committed it; `signal` ends the waiting. */
  async commitStatus(txId: string, signal?: AbortSignal): Promise<Answer<number>> {
    const request = new gateway.CommitStatusRequest();
    request.setTransactionId(txId);
    request.setChannelId(this.channel);
    request.setIdentity(this.signer.creator);
    const signed = new gateway.SignedCommitStatusRequest();
    signed.setRequest(request.serializeBinary());
    signed.setSignature(await this.signer.sign(signed.getRequest_asU8()));
    const answer = await callUnary<gateway.CommitStatusResponse>(
      (options, done) => this.#gateway.commitStatus(signed, new Metadata(), options, done),
      signal,
    );
    return 'refused' in answer ? answer : { answer: answer.answer.getResult() };
  }

  /**
   * Delivers blocks with private data from `start` on, until the returned function is called; `onEnd` is told when the
   * peer ends it instead.
   */
  async followBlocks(
    start: number,
    listener: BlockListener,
    onEnd: (reason: string) => void,
  ): Promise<() => void> {
    const stream = this.#grpc.makeBidiStreamRequest(
      '/protos.Deliver/DeliverWithPrivateData',
      (envelope: common.Envelope) => Buffer.from(envelope.serializeBinary()),
      (bytes) => peer.DeliverResponse.deserializeBinary(bytes),
    );
    stream.on('data', (response: peer.DeliverResponse) => {
      const block = response.getBlockAndPrivateData();
      if (block) listener(block);
      else onEnd(`status ${response.getStatus()}`);
    });
    stream.on('error', (error: Error) => {
      onEnd(error.message);
    });
    stream.write(await seekEnvelope(this.signer, this.channel, start));
    return () => {
      stream.cancel();
    };
  }

  close(): void {
    this.#grpc.close();
  }
}
