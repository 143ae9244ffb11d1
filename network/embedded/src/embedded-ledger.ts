import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ChaincodeConnections } from './chaincode-connection/chaincode-addresses.js';
import { ChaincodeListener } from './chaincode-connection/chaincode-listener.js';
import type { ChannelContext } from './channel/channel-context.js';
import { Definitions } from './channel/definitions.js';
import { PeerNode, peerKey } from './channel/peer-node.js';
import { Endorser } from './endorsement/endorser.js';
import { ChannelLedger } from './ledger/channel-ledger.js';
import { BlockWriter } from './ledger/block-writer.js';
import { DefinitionCommitter } from './lifecycle/definition-committer.js';
import { expectConfigBlock, genesisEnvelope } from './lifecycle/genesis-block.js';
import { ChannelMembers } from './msp/identity.js';
import { SignatureMemory } from './msp/signature-memory.js';
import { expectSameChannel } from './options/channel-record.js';
import type { LedgerOptions } from './options/command-line.js';
import { BlockCutter } from './ordering/block-cutter.js';
import { ABSOLUTE_MAX_BYTES, Orderer } from './ordering/orderer.js';
import { PeerServer } from './peer-server/peer-server.js';
import {
  ordererOrganisation,
  peerOrganisation,
  type OrganisationMaterial,
} from './pki/organisation-material.js';
import { writeConnectionFile } from './peer-server/connection-file.js';
import { StateLock } from './options/state-lock.js';

const ORDERER_MSP = 'OrdererMSP';

/** Everything that listens. */
interface Endpoints {
  readonly servers: readonly PeerServer[];
  readonly listeners: readonly { readonly listener: ChaincodeListener; readonly address: string }[];
}

/** A running channel with all its peers in this process. It gives no trust between organisations: it holds all keys. */
export class EmbeddedLedger {
  private constructor(
    readonly context: ChannelContext,
    readonly definitions: DefinitionCommitter,
    private readonly writer: BlockWriter,
    private readonly endpoints: Endpoints,
    private readonly lock: StateLock,
    private readonly materials: readonly OrganisationMaterial[],
  ) {}

  /**
   * Opens or creates the state folder and listens. Definitions are committed afterwards through `definitions`.
   * @throws StateLocked when another process writes this folder
   */
  static async start(options: LedgerOptions): Promise<EmbeddedLedger> {
    await mkdir(options.state, { recursive: true });
    const lock = await StateLock.acquire(options.state);
    const organisations = [...new Set(options.peers.map(({ mspId }) => mspId))];
    await expectSameChannel(options.state, options.channel, organisations);
    const materials = await makeMaterials(options, organisations);
    const { context, writer } = await openChannel(options, organisations, materials);
    const listeners = await listenForChaincodes(options, context);
    const servers = await listen(options, context, materials);
    const definitions = new DefinitionCommitter(context, materials, options.chaincodeListen.length > 0);
    return new EmbeddedLedger(context, definitions, writer, { servers, listeners }, lock, materials);
  }

  /** Where chaincodes dial this ledger: host:port, `MSPID=` before it when it is for one organisation only. */
  get chaincodeAddresses(): readonly string[] {
    return this.endpoints.listeners.map(({ address }) => address);
  }

  /** Writes the connection file, whole or not at all; from then on clients may come. */
  async announce(options: LedgerOptions): Promise<void> {
    await writeConnectionFile(options, this.context.peers, this.materials);
  }

  /** Commits what has been accepted, then ends. */
  async close(): Promise<void> {
    this.context.orderer.close();
    await this.writer.idle();
    for (const server of this.endpoints.servers) server.close();
    for (const { listener } of this.endpoints.listeners) listener.close();
    this.context.chaincodes.close();
    for (const peer of this.context.peers) await peer.close();
    await this.context.ledger.close();
    await this.lock.release();
  }
}

async function makeMaterials(
  options: LedgerOptions,
  organisations: readonly string[],
): Promise<OrganisationMaterial[]> {
  const materials: OrganisationMaterial[] = [];
  for (const mspId of organisations) {
    const peers = options.peers.filter((peer) => peer.mspId === mspId);
    materials.push(await peerOrganisation(join(options.state, 'crypto'), mspId, peers));
  }
  return materials;
}

async function openChannel(
  options: LedgerOptions,
  organisations: readonly string[],
  materials: readonly OrganisationMaterial[],
): Promise<{ context: ChannelContext; writer: BlockWriter }> {
  const { channel, state } = options;
  const members = new ChannelMembers();
  for (const { mspId, caCertificate } of materials) members.add(mspId, caCertificate);
  const ordering = await ordererOrganisation(join(state, 'crypto'), ORDERER_MSP);
  members.add(ORDERER_MSP, ordering.caCertificate);
  const signatures = new SignatureMemory();
  const definitions = new Definitions(organisations);
  const ledger = await ChannelLedger.open(join(state, 'ledger'), {
    channel,
    members,
    signatures,
    definitions,
    orderer: members.signer(ORDERER_MSP, ordering.orderer.certificate, ordering.orderer.key),
  });
  if (ledger.height > 0) {
    expectConfigBlock(await ledger.readBlock(0), state);
  } else {
    const configuration = {
      organisations: materials,
      orderer: { mspId: ORDERER_MSP, caCertificate: ordering.caCertificate },
      batch: options.batch,
      absoluteMaxBytes: ABSOLUTE_MAX_BYTES,
    };
    await (await ledger.commitGenesis(genesisEnvelope(channel, configuration))).view.release();
  }
  const peers = options.peers.map((peer) => {
    const keys = materials
      .find(({ mspId }) => mspId === peer.mspId)
      ?.peers.find(({ name }) => name === peer.name);
    if (!keys) throw new Error(`no keys for ${peerKey(peer)}`);
    const signer = members.signer(peer.mspId, keys.identity.certificate, keys.identity.key);
    return new PeerNode(peer, signer, ledger.view());
  });
  const writer = new BlockWriter(ledger, peers);
  const cutter = new BlockCutter(options.batch, (batch) => {
    writer.enqueue(batch);
  });
  const orderer = new Orderer(channel, members, signatures, cutter);
  const chaincodes = new ChaincodeConnections(options.timeouts);
  return {
    context: { channel, members, signatures, definitions, ledger, orderer, chaincodes, peers },
    writer,
  };
}

async function listenForChaincodes(
  { chaincodeListen, timeouts }: LedgerOptions,
  { chaincodes }: ChannelContext,
): Promise<Endpoints['listeners']> {
  const listeners: { listener: ChaincodeListener; address: string }[] = [];
  for (const { mspId, ...option } of chaincodeListen) {
    const listener = new ChaincodeListener(chaincodes.registered, mspId, timeouts.executeMs);
    const port = await listener.listen(option);
    listeners.push({ listener, address: `${mspId === undefined ? '' : `${mspId}=`}${option.host}:${port}` });
  }
  return listeners;
}

async function listen(
  options: LedgerOptions,
  context: ChannelContext,
  materials: readonly OrganisationMaterial[],
): Promise<PeerServer[]> {
  const endorsers = context.peers.map((peer) => new Endorser(context, peer));
  const servers: PeerServer[] = [];
  for (const local of endorsers) {
    const { peer } = local;
    const option = options.peers.find((candidate) => peerKey(candidate) === peerKey(peer));
    const keys = materials
      .find(({ mspId }) => mspId === peer.mspId)
      ?.peers.find(({ name }) => name === peer.name);
    if (!option || !keys) continue;
    const server = new PeerServer(context, peer, endorsers, local, options.timeouts);
    const port = await server.listen({
      host: option.host,
      port: option.port,
      tls: options.tls ? keys.tls : undefined,
    });
    peer.endpoint = `${option.host}:${port}`;
    servers.push(server);
  }
  return servers;
}
