import type { AddressBook, ChaincodeAddresses } from '../chaincode-connection/chaincode-addresses.js';
import type { ChaincodeDefinition, Collection } from '../channel/chaincode-definition.js';
import { majorityOfPeers } from '../channel/definitions.js';
import { parsePolicyText } from '../msp/policy-text.js';
import { organisationsOf, type SignaturePolicy } from '../msp/policy.js';
import {
  array,
  booleanOr,
  InvalidInput,
  nonNegativeOr,
  record,
  strictRecord,
  text,
  textOr,
  type Fields,
} from '../options/input-fields.js';

/** Chaincode definitions and where each peer finds each chaincode. */
export interface DefinitionsFile {
  readonly definitions: readonly ChaincodeDefinition[];
  readonly addresses: AddressBook;
}

/** What of the channel a definitions file may name. */
export interface DefinitionsScope {
  /** MSP ids of the channel. */
  readonly organisations: readonly string[];
  /** `MSPID:NAME` of the channel's peers. */
  readonly peers: readonly string[];
  /** Whether chaincodes can dial the ledger, so that `addresses` may be null. */
  readonly chaincodesDial: boolean;
}

const DEFAULT_POLICY = '/Channel/Application/Endorsement';

/**
 * Reads `{chaincodes: [{name, version, sequence, policy?, collections?, initRequired?, addresses}]}`; policies in
 * Fabric's policy language, collections in the form of Fabric's collections_config.json.
 * @throws InvalidInput
 */
export function readDefinitionsFile(json: unknown, scope: DefinitionsScope): DefinitionsFile {
  const file = strictRecord(json, 'definitions', ['chaincodes']);
  const entries = array(file['chaincodes'], 'chaincodes').map((entry, index) =>
    readChaincode(entry, `chaincodes[${index}]`, scope),
  );
  const names = entries.map(({ definition }) => definition.name);
  if (new Set(names).size !== names.length) throw new InvalidInput('chaincodes: a name comes twice');
  return {
    definitions: entries.map(({ definition }) => definition),
    addresses: new Map(
      entries.map(({ definition: { name, sequence }, addresses }) => [name, { sequence, addresses }]),
    ),
  };
}

function readChaincode(
  json: unknown,
  at: string,
  scope: DefinitionsScope,
): { definition: ChaincodeDefinition; addresses: ChaincodeAddresses } {
  const { organisations } = scope;
  const fields = strictRecord(json, at, [
    'name',
    'version',
    'sequence',
    'policy',
    'collections',
    'initRequired',
    'addresses',
  ]);
  const name = text(fields['name'], `${at}.name`);
  if (!/^[a-zA-Z0-9]+([-_][a-zA-Z0-9]+)*$/.test(name)) {
    throw new InvalidInput(`${at}.name: letters, digits, single - and _ only`);
  }
  const sequence = nonNegativeOr(fields['sequence'], `${at}.sequence`, 0);
  if (sequence < 1) throw new InvalidInput(`${at}.sequence: an integer from 1`);
  const definition = {
    name,
    version: text(fields['version'], `${at}.version`),
    sequence,
    policy: readPolicy(
      textOr(fields['policy'], `${at}.policy`, DEFAULT_POLICY),
      `${at}.policy`,
      organisations,
    ),
    collections: array(fields['collections'] ?? [], `${at}.collections`).map((entry, index) =>
      readCollection(entry, `${at}.collections[${index}]`, organisations),
    ),
    initRequired: booleanOr(fields['initRequired'], `${at}.initRequired`, false),
  };
  return { definition, addresses: readAddresses(fields['addresses'], `${at}.addresses`, scope) };
}

function readAddresses(
  json: unknown,
  at: string,
  { peers, chaincodesDial }: DefinitionsScope,
): ChaincodeAddresses {
  if (json === null) {
    if (chaincodesDial) return null;
    throw new InvalidInput(`${at}: null (the chaincode dials the ledger) needs --chaincode-listen HOST:PORT`);
  }
  return new Map(
    Object.entries(record(json, at)).map(([peer, address]) => {
      if (!peers.includes(peer)) throw new InvalidInput(`${at}: ${peer} is not a peer of this channel`);
      return [peer, text(address, `${at}.${peer}`)];
    }),
  );
}

function readCollection(json: unknown, at: string, organisations: readonly string[]): Collection {
  const fields = strictRecord(json, at, [
    'name',
    'policy',
    'requiredPeerCount',
    'maxPeerCount',
    'blockToLive',
    'memberOnlyRead',
    'memberOnlyWrite',
    'endorsementPolicy',
  ]);
  const name = text(fields['name'], `${at}.name`);
  if (name.startsWith('_')) throw new InvalidInput(`${at}.name: a collection name does not begin with _`);
  const memberPolicy = readPolicy(text(fields['policy'], `${at}.policy`), `${at}.policy`, organisations);
  return {
    name,
    memberPolicy,
    members: organisationsOf(memberPolicy),
    requiredPeerCount: nonNegativeOr(fields['requiredPeerCount'], `${at}.requiredPeerCount`, 0),
    maxPeerCount: nonNegativeOr(fields['maxPeerCount'], `${at}.maxPeerCount`, 0),
    blockToLive: nonNegativeOr(fields['blockToLive'], `${at}.blockToLive`, 0),
    memberOnlyRead: booleanOr(fields['memberOnlyRead'], `${at}.memberOnlyRead`, false),
    memberOnlyWrite: booleanOr(fields['memberOnlyWrite'], `${at}.memberOnlyWrite`, false),
    endorsementPolicy: readEndorsementPolicy(fields, `${at}.endorsementPolicy`, organisations),
  };
}

function readEndorsementPolicy(
  fields: Fields,
  at: string,
  organisations: readonly string[],
): SignaturePolicy | undefined {
  if (fields['endorsementPolicy'] === undefined) return undefined;
  const policy = strictRecord(fields['endorsementPolicy'], at, ['signaturePolicy', 'channelConfigPolicy']);
  const written = policy['signaturePolicy'] ?? policy['channelConfigPolicy'];
  return readPolicy(text(written, at), at, organisations);
}

function readPolicy(written: string, at: string, organisations: readonly string[]): SignaturePolicy {
  if (written === DEFAULT_POLICY) return majorityOfPeers(organisations);
  const policy = parsePolicyText(written);
  const stranger = organisationsOf(policy).find((mspId) => !organisations.includes(mspId));
  if (stranger !== undefined)
    throw new InvalidInput(`${at}: ${stranger} is not an organisation of this channel`);
  return policy;
}
