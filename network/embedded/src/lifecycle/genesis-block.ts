import { common } from '@hyperledger/fabric-protos';

/**
 * The envelope of block 0: a CONFIG transaction without a transaction id. It names the channel and its organisations;
 * a full channel configuration is not kept, since configuration updates are not supported.
 */
export function genesisEnvelope(channel: string, organisations: readonly string[]): Uint8Array {
  const channelHeader = new common.ChannelHeader();
  channelHeader.setType(common.HeaderType.CONFIG);
  channelHeader.setChannelId(channel);
  const header = new common.Header();
  header.setChannelHeader(channelHeader.serializeBinary());
  header.setSignatureHeader(new common.SignatureHeader().serializeBinary());
  const application = new common.ConfigGroup();
  for (const mspId of organisations) application.getGroupsMap().set(mspId, new common.ConfigGroup());
  const root = new common.ConfigGroup();
  root.getGroupsMap().set('Application', application);
  const config = new common.Config();
  config.setChannelGroup(root);
  const configEnvelope = new common.ConfigEnvelope();
  configEnvelope.setConfig(config);
  const payload = new common.Payload();
  payload.setHeader(header);
  payload.setData(configEnvelope.serializeBinary());
  const envelope = new common.Envelope();
  envelope.setPayload(payload.serializeBinary());
  return envelope.serializeBinary();
}
