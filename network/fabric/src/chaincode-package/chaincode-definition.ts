/** A private data collection in the form of Fabric's collections_config.json, passed on as it is. */
export interface CollectionConfig {
  readonly name: string;
  readonly policy: string;
  readonly requiredPeerCount?: number | undefined;
  readonly maxPeerCount?: number | undefined;
  readonly blockToLive?: number | undefined;
  readonly memberOnlyRead?: boolean | undefined;
  readonly memberOnlyWrite?: boolean | undefined;
  readonly endorsementPolicy?:
    | { readonly signaturePolicy?: string | undefined; readonly channelConfigPolicy?: string | undefined }
    | undefined;
}

/** How a chaincode is served: the same command in every jurisdiction, one process each. */
export interface ChaincodeServer {
  /** `node`, a name on PATH, an absolute path, or a path relative to `cwd`. */
  readonly program: string;
  /** May contain `{address}` (host:port to listen on) and `{id}` (package id). */
  readonly args: readonly string[];
  /** Absolute path of the folder the files are relative to. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /**
   * Files inside `cwd`, relative to it, with `/`. Their digests go into the package and the server runs from a copy of
   * exactly these, so whoever approves the package id approves these bytes.
   */
  readonly files: readonly string[];
}

/** A chaincode as it is to be on the channel. */
export interface ChaincodeDefinition {
  readonly name: string;
  readonly version: string;
  /** 1 for the first definition, one more for each change. */
  readonly sequence: number;
  /** A signature policy, or the path of a channel policy (`/Channel/Application/…`); the channel's default when left out. */
  readonly policy?: string | undefined;
  readonly collections: readonly CollectionConfig[];
  /** Whether `Init` must be called before anything else. */
  readonly initRequired: boolean;
  readonly server: ChaincodeServer;
}
