import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { containerLayout } from '../containers/container-layout.js';
import { FabricNetworkError } from '../errors/fabric-network-error.js';
import type { Layout } from '../layout/layout.js';
import { channelProfile, renderConfigtx, type GenesisMaterial } from '../node-config/configtx-yaml.js';
import { findPrograms } from '../programs/find-programs.js';
import { runProgram } from '../programs/run-program.js';
import { publicMaterial, type SiteMaterial } from './site-material.js';

/** The public files of all jurisdictions as configtxgen needs them. */
export function exchangedMaterial(exchanged: string, layout: Layout): GenesisMaterial {
  return {
    mspDirOf(mspId) {
      const site = layout.jurisdictions.find((each) => each.mspId === mspId || each.ordererMspId === mspId);
      if (site === undefined) throw new RangeError(`no organisation has the MSP ${mspId}`);
      return publicMaterial(exchanged, site).msp(site.mspId === mspId ? 'members' : 'orderers');
    },
    tlsCertificateOf: (orderer) => publicMaterial(exchanged, orderer.jurisdiction).ordererTls(orderer),
    signCertificateOf: (orderer) => publicMaterial(exchanged, orderer.jurisdiction).ordererSign(orderer),
  };
}

function assertComplete(exchanged: string, layout: Layout): void {
  const missing = layout.orderers
    .map((orderer) => publicMaterial(exchanged, orderer.jurisdiction).ordererTls(orderer))
    .filter((path) => !existsSync(path));
  if (missing.length === 0) return;
  throw new FabricNetworkError(
    'BT-FABRIC-MATERIAL-INCOMPLETE',
    `Public material of another jurisdiction is missing: ${missing.join(', ')}. Exchange the public folders first.`,
  );
}

async function writeBlock(exchanged: string, layout: Layout, file: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'baytrace-genesis-'));
  try {
    writeFileSync(
      join(folder, 'configtx.yaml'),
      renderConfigtx(layout, exchangedMaterial(exchanged, layout)),
    );
    await runProgram(
      findPrograms().configtxgen,
      ['-profile', channelProfile, '-channelID', layout.settings.channel, '-outputBlock', file],
      { env: { FABRIC_CFG_PATH: folder, FABRIC_LOGGING_SPEC: 'warning' } },
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const block = z.object({
  data: z.object({
    data: z.tuple([z.object({ payload: z.object({ data: z.object({ config: z.unknown() }) }) })]),
  }),
});

/** The channel configuration in a genesis block, as JSON. */
async function configurationIn(file: string): Promise<unknown> {
  const { stdout } = await runProgram(findPrograms().configtxgen, ['-inspectBlock', file], {
    env: { FABRIC_CFG_PATH: tmpdir(), FABRIC_LOGGING_SPEC: 'error' },
  });
  return block.parse(JSON.parse(stdout)).data.data[0].payload.data.config;
}

/** Path of the genesis block in a jurisdiction's material. */
export function genesisBlock(site: SiteMaterial, layout: Layout = containerLayout): string {
  return join(site.channel, `${layout.settings.channel}.block`);
}

/** SHA-256 of the genesis block file (hex): what operators read to each other before anyone joins. */
export async function genesisDigest(site: SiteMaterial): Promise<string> {
  return createHash('sha256')
    .update(await readFile(genesisBlock(site)))
    .digest('hex');
}

/**
 * Makes the genesis block from the public folders of all jurisdictions. One jurisdiction does it; blocks made twice differ
 * (they hold a nonce and a time).
 * @throws FabricNetworkError `BT-FABRIC-MATERIAL-INCOMPLETE`; `BT-FABRIC-MATERIAL-GENESIS` when there is one already
 */
export async function makeGenesisBlock(site: SiteMaterial, layout: Layout = containerLayout): Promise<void> {
  assertComplete(site.exchanged, layout);
  const file = genesisBlock(site, layout);
  if (existsSync(file)) {
    throw new FabricNetworkError('BT-FABRIC-MATERIAL-GENESIS', `${file} exists; check it instead.`);
  }
  mkdirSync(site.channel, { recursive: true });
  await writeBlock(site.exchanged, layout, file);
}

/**
 * Checks a genesis block that another jurisdiction made: whether its configuration is, to the last policy and
 * certificate, the one that this jurisdiction would make from the public folders it was given.
 * @throws FabricNetworkError `BT-FABRIC-MATERIAL-INCOMPLETE`, `BT-FABRIC-MATERIAL-GENESIS`
 */
export async function checkGenesisBlock(site: SiteMaterial, layout: Layout = containerLayout): Promise<void> {
  assertComplete(site.exchanged, layout);
  const file = genesisBlock(site, layout);
  const folder = mkdtempSync(join(tmpdir(), 'baytrace-genesis-'));
  try {
    const own = join(folder, 'own.block');
    await writeBlock(site.exchanged, layout, own);
    if (isDeepStrictEqual(await configurationIn(file), await configurationIn(own))) return;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  throw new FabricNetworkError(
    'BT-FABRIC-MATERIAL-GENESIS',
    `${file} is not what the public folders of the jurisdictions make. Do not join it; compare with configtxgen -inspectBlock.`,
  );
}
