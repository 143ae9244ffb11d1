/** Which implementation of Fabric's protocols is tested. */
export type LedgerKind = 'embedded' | 'fabric';

/** The organisations of every conformance network, one peer each. */
export const ORGANISATIONS = ['GuangdongMSP', 'HongKongMSP', 'MacaoMSP'] as const;

/** MSP id of one of {@link ORGANISATIONS}. */
export type MspId = (typeof ORGANISATIONS)[number];

/** Endorsement by any two of the three. */
export const TWO_OF_THREE = "OutOf(2,'GuangdongMSP.peer','HongKongMSP.peer','MacaoMSP.peer')";

/** How clients of one organisation connect; certificates and keys are absolute paths of PEM files. */
export interface OrganisationConnection {
  readonly mspId: string;
  /** host:port of the organisation's first peer. */
  readonly peerEndpoint: string;
  /** For `grpc.ssl_target_name_override`. */
  readonly hostnameOverride: string;
  readonly tlsCaCert: string | null;
  readonly userCert: string;
  readonly userKey: string;
  readonly adminCert: string;
  readonly adminKey: string;
  readonly peers: readonly { readonly name: string; readonly endpoint: string }[];
}

/** The connection file that both kinds of network write. */
export interface Connection {
  readonly channel: string;
  readonly orgs: readonly OrganisationConnection[];
}

/** A private data collection, in the form of Fabric's collections_config.json. */
export interface Collection {
  readonly name: string;
  readonly policy: string;
  readonly requiredPeerCount: number;
  readonly maxPeerCount: number;
  readonly blockToLive: number;
  readonly memberOnlyRead: boolean;
  readonly memberOnlyWrite: boolean;
  readonly endorsementPolicy?: { readonly signaturePolicy: string };
}

/** A chaincode as the channel defines it, and the program that serves it. */
export interface ChaincodeDefinition {
  readonly name: string;
  readonly version: string;
  readonly sequence: number;
  /** Fabric's policy language; left out: a majority of organisations. */
  readonly policy?: string;
  readonly collections?: readonly Collection[];
  readonly initRequired?: boolean;
  /** Absolute path of a Node program that serves the chaincode when called with `ADDRESS ID`. */
  readonly program: string;
}

/** Files of an organisation's certificate authority, PEM. */
export interface AuthorityFiles {
  readonly cert: string;
  readonly key: string;
}

/**
 * A running channel of three organisations with one peer each, on the embedded ledger or on Hyperledger Fabric. Each
 * organisation has a process of its own for each chaincode (CORE_PEER_LOCALMSPID is set). Ports stay the same over
 * restarts, so that clients reconnect.
 */
export interface ConformanceNetwork {
  readonly kind: LedgerKind;
  readonly connection: Connection;
  /** Certificate authority that issues an organisation's client certificates, by MSP id. */
  readonly authorities: Readonly<Record<string, AuthorityFiles>>;
  /**
   * Brings the channel to these definitions: new chaincodes, and those whose sequence was raised. All that stay must
   * be repeated. Every organisation approves; ends when every peer serves them.
   */
  deploy(chaincodes: readonly ChaincodeDefinition[]): Promise<void>;
  /** Ends one organisation's chaincode process, if it is there. */
  stopChaincode(name: string, mspId: string): Promise<void>;
  /** Starts it again at the same address. */
  startChaincode(name: string, mspId: string): Promise<void>;
  /** Stops all processes in good order and starts them again on the same state. */
  restart(): Promise<void>;
  /** Stops everything and removes its files. */
  remove(): Promise<void>;
}

/** The connection of an organisation. @throws Error when it is not on the channel */
export function organisationOf(
  { connection }: Pick<ConformanceNetwork, 'connection'>,
  mspId: string,
): OrganisationConnection {
  const found = connection.orgs.find((org) => org.mspId === mspId);
  if (found === undefined) throw new Error(`no organisation ${mspId} on ${connection.channel}`);
  return found;
}
