import { join } from 'node:path';
import { readIfPresent, writeFileAtomically } from '../pki/key-files.js';
import { InvalidInput } from './input-fields.js';

/**
 * A state folder belongs to one channel with fixed organisations (there are no configuration updates); peers may be
 * added. The first start writes them down.
 * @throws InvalidInput when the folder was made for another channel or other organisations
 */
export async function expectSameChannel(
  folder: string,
  channel: string,
  organisations: readonly string[],
): Promise<void> {
  const path = join(folder, 'channel.json');
  const record = `${JSON.stringify({ channel, organisations: [...organisations].sort() })}\n`;
  const stored = await readIfPresent(path);
  if (stored === record) return;
  if (stored === undefined) await writeFileAtomically(path, record);
  else throw new InvalidInput(`${folder} belongs to ${stored.trim()}; choose another --state`);
}
