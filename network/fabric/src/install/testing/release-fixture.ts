import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { fabricPrograms } from '../../programs/fabric-programs.js';

/** Content of a file of an archive, or a symbolic link. */
export type Entry = string | { readonly linksTo: string };

/** Files of a release like Fabric's: programs (scripts here), settings, builders. */
export function fabricRelease(version = '3.1.5'): Record<string, Entry> {
  const padding = randomBytes(2000).toString('hex');
  const script = `#!/bin/sh\n# ${padding}\nprintf 'peer:\\n Version: v${version}\\n OS/Arch: linux/amd64\\n'\n`;
  return {
    ...Object.fromEntries(fabricPrograms.map((program) => [`bin/${program}`, script])),
    'config/core.yaml': 'peer: {}\n',
    'builders/ccaas/bin/detect': '#!/bin/sh\n',
    'builders/link': { linksTo: '../config' },
  };
}

/** A .tar.gz of the entries. */
export async function archiveOf(entries: Readonly<Record<string, Entry>>): Promise<Buffer> {
  const archive = pack();
  for (const [name, entry] of Object.entries(entries)) {
    if (typeof entry === 'string') archive.entry({ name, mode: 0o644 }, entry);
    else archive.entry({ name, type: 'symlink', linkname: entry.linksTo });
  }
  archive.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of archive as AsyncIterable<Buffer>) chunks.push(chunk);
  return gzipSync(Buffer.concat(chunks));
}
