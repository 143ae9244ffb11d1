import { randomBytes } from 'node:crypto';
import { common } from '@hyperledger/fabric-protos';
import timestamps from 'google-protobuf/google/protobuf/timestamp_pb.js';
import { transactionId } from '../ledger/validation/envelope-checks.js';
import { channelGroup, type ChannelConfiguration } from './channel-config.js';

/** Version of the header's message (internal/configtxgen/genesis). */
const MESSAGE_VERSION = 1;

/** The state folder was made by a version whose block 0 is no configuration block. */
export class OutdatedState extends Error {
  override readonly name = 'OutdatedState';
}

/**
 * The envelope of block 0: an unsigned CONFIG transaction with the whole channel configuration
 * (common/genesis/genesis.go Block). The configuration is never updated.
 */
export function genesisEnvelope(channel: string, configuration: ChannelConfiguration): Uint8Array {
  const nonce = randomBytes(24);
  const timestamp = new timestamps.Timestamp();
  timestamp.setSeconds(Math.floor(Date.now() / 1000));
  const channelHeader = new common.ChannelHeader();
  channelHeader.setType(common.HeaderType.CONFIG);
  channelHeader.setVersion(MESSAGE_VERSION);
  channelHeader.setTimestamp(timestamp);
  channelHeader.setChannelId(channel);
  channelHeader.setTxId(transactionId(nonce, new Uint8Array()));
  const signatureHeader = new common.SignatureHeader();
  signatureHeader.setNonce(nonce);
  const header = new common.Header();
  header.setChannelHeader(channelHeader.serializeBinary());
  header.setSignatureHeader(signatureHeader.serializeBinary());
  const config = new common.Config();
  config.setChannelGroup(channelGroup(configuration));
  const configEnvelope = new common.ConfigEnvelope();
  configEnvelope.setConfig(config);
  const payload = new common.Payload();
  payload.setHeader(header);
  payload.setData(configEnvelope.serializeBinary());
  const envelope = new common.Envelope();
  envelope.setPayload(payload.serializeBinary());
  return envelope.serializeBinary();
}

/** Checks that block 0 carries a channel configuration. @throws OutdatedState */
export function expectConfigBlock(block: Uint8Array, folder: string): void {
  const [envelope] = common.Block.deserializeBinary(block).getData()?.getDataList_asU8() ?? [];
  const payload = common.Payload.deserializeBinary(
    common.Envelope.deserializeBinary(envelope ?? new Uint8Array()).getPayload_asU8(),
  );
  const config = common.ConfigEnvelope.deserializeBinary(payload.getData_asU8()).getConfig();
  if (config?.getChannelGroup()?.getValuesMap().has('Capabilities') === true) return;
  throw new OutdatedState(
    `${folder} was made by an earlier version of this ledger (block 0 holds no channel configuration); ` +
      'delete it or choose another --state',
  );
}
