import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { z } from 'zod';
import { readIfThere, writePrivateJson } from '../state-files/private-files.js';

const note = z.strictObject({
  url: z.string(),
  /** Strong ETag or Last-Modified date of what was begun (RFC 9110 §13.1.5 allows both in If-Range). */
  validator: z.string(),
});

/** A download on disk that may have been cut off: the bytes so far and what they are a beginning of. */
export class PartialDownload {
  private readonly noteFile: string;

  /** @param file where the bytes are */
  constructor(readonly file: string) {
    this.noteFile = `${file}.json`;
  }

  /** Bytes there are. */
  async size(): Promise<number> {
    try {
      return (await stat(this.file)).size;
    } catch {
      return 0; // nothing yet
    }
  }

  /** Where to go on: how many bytes of this address there are, and the validator for If-Range; undefined: from the start. */
  async resumption(url: string): Promise<{ offset: number; validator: string } | undefined> {
    const text = readIfThere(this.noteFile);
    const known = text === undefined ? undefined : note.safeParse(jsonOr(text)).data;
    const offset = await this.size();
    if (known === undefined || known.url !== url || offset === 0) return undefined;
    return { offset, validator: known.validator };
  }

  /** Remembers what the bytes are a beginning of; without a validator nothing can be resumed. */
  begin(url: string, validator: string | undefined): Promise<void> {
    if (validator === undefined) return rm(this.noteFile, { force: true });
    writePrivateJson(this.noteFile, { url, validator });
    return Promise.resolve();
  }

  /** Lower-case hexadecimal SHA-256 of the bytes. */
  async sha256(): Promise<string> {
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(this.file)) hash.update(chunk as Buffer);
    return hash.digest('hex');
  }

  /** Deletes everything. */
  async discard(): Promise<void> {
    await rm(this.file, { force: true });
    await rm(this.noteFile, { force: true });
  }
}

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // damaged: begin again
  }
}
