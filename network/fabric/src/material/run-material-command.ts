import { sitePorts } from '../containers/container-layout.js';
import { FabricNetworkError } from '../errors/fabric-network-error.js';
import type { Jurisdiction } from '../layout/jurisdictions.js';
import type { NativeNetwork } from '../network/native-network.js';
import type { MaterialCommand, MaterialOptions } from './command-line.js';
import { enrolSite } from './enrol-site.js';
import { checkGenesisBlock, genesisBlock, genesisDigest, makeGenesisBlock } from './genesis-ceremony.js';
import { operatorNetwork } from './operator-network.js';
import { prepareSite } from './prepare-site.js';
import {
  approvalsAtSite,
  approveAtSite,
  chaincodeAddress,
  commitForAll,
  joinSite,
  writePackage,
} from './site-lifecycle.js';
import { siteMaterial, type SiteMaterial } from './site-material.js';

type Say = (line: string) => void;
type Work = (options: MaterialOptions, site: SiteMaterial, say: Say) => Promise<void> | void;

const listed = (names: readonly string[]): string => (names.length > 0 ? names.join(', ') : 'nothing new');

const network = (site: SiteMaterial, say: Say): NativeNetwork => operatorNetwork(site, say);

const works: Readonly<Record<Exclude<MaterialCommand, 'package'>, Work>> = {
  prepare({ publicHost = '', devices }, site, say) {
    say(`made ${listed(prepareSite(site, { publicHost, devices }))} in ${site.root}`);
  },
  async enrol({ authority }, site, say) {
    const url = authority ?? `https://127.0.0.1:${sitePorts(site.jurisdiction).certificationAuthority}`;
    say(`enrolled ${listed(await enrolSite(site, url))}`);
    say(`give ${site.exchanged}/${site.jurisdiction.code} to the other jurisdictions`);
  },
  async genesis(_options, site, say) {
    await makeGenesisBlock(site);
    say(`made ${genesisBlock(site)}, SHA-256 ${await genesisDigest(site)}`);
  },
  async 'check-genesis'(_options, site, say) {
    await checkGenesisBlock(site);
    say(`${genesisBlock(site)} is what the public folders make, SHA-256 ${await genesisDigest(site)}`);
  },
  async join(_options, site, say) {
    await joinSite(network(site, say));
    say(`orderer and peers of ${site.jurisdiction.name} are in the channel`);
  },
  async approve({ turn }, site, say) {
    const { packageId } = await approveAtSite(site, network(site, say), chaincodeAddress(site, turn));
    say(`${site.jurisdiction.name} approved ${packageId}`);
  },
  async approvals(_options, site, say) {
    for (const [mspId, yes] of Object.entries(await approvalsAtSite(network(site, say)))) {
      say(`${mspId} ${yes ? 'approved' : 'did not approve'}`);
    }
  },
  async commit(_options, site, say) {
    await commitForAll(network(site, say));
    say('committed');
  },
};

function required(jurisdiction: Jurisdiction | undefined): Jurisdiction {
  if (jurisdiction === undefined)
    throw new FabricNetworkError('BT-FABRIC-OPTION', '--jurisdiction is missing');
  return jurisdiction;
}

/**
 * Runs one command of a jurisdiction's operator.
 * @param say receives what the operator should read
 * @throws FabricNetworkError
 */
export async function runMaterialCommand(options: MaterialOptions, say: Say): Promise<void> {
  if (options.command === 'package') {
    const { packageId } = await writePackage(options.output);
    say(`wrote ${options.output}/package.tar.gz, package id ${packageId}`);
    return;
  }
  const site = siteMaterial(options.material, required(options.jurisdiction));
  await works[options.command](options, site, say);
}
