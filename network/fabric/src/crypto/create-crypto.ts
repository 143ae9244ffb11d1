import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Layout } from '../layout/layout.js';
import type { StateFolder } from '../layout/state-folder.js';
import type { Programs } from '../programs/fabric-programs.js';
import { runProgram } from '../programs/run-program.js';
import { closeToOthers } from '../state-files/close-to-others.js';
import { writePrivateFile } from '../state-files/private-files.js';
import { renderCryptoConfig } from './crypto-config-yaml.js';

/**
 * Makes keys and certificates with cryptogen, unless they exist. The folder gets its name only when it is complete, so
 * a run that was killed leaves nothing half-made behind; a cryptogen that outlives its killed run writes elsewhere.
 */
export async function createCrypto(layout: Layout, state: StateFolder, programs: Programs): Promise<void> {
  if (existsSync(state.crypto)) return;
  const config = join(state.channel, 'crypto-config.yaml');
  const part = `${state.crypto}.${process.pid}.part`;
  writePrivateFile(config, renderCryptoConfig(layout));
  await runProgram(programs.cryptogen, ['generate', `--config=${config}`, `--output=${part}`]);
  closeToOthers(part);
  renameSync(part, state.crypto);
  for (const leftover of unfinishedCrypto(state))
    rmSync(leftover, { recursive: true, force: true, maxRetries: 5 });
}

/** Folders of keys that killed runs left unfinished. */
export function unfinishedCrypto(state: StateFolder): string[] {
  const names = existsSync(state.root) ? readdirSync(state.root) : [];
  return names.filter((name) => /^crypto\.\d+\.part$/.test(name)).map((name) => join(state.root, name));
}
