import { Injectable } from '@nestjs/common';
import { DomainError } from '@baytrace/domain';
import { createHash, randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { GatewayConfig } from '../../config/gateway-config.js';
import { isMissingFile } from '../error-code.js';
import { type BlobInfo, type BlobInspection, BlobStore } from './blob-store.js';

const syncFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

const copyInto = async (
  file: FileHandle,
  content: Readable,
  inspection?: BlobInspection,
): Promise<BlobInfo> => {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of content as AsyncIterable<Buffer>) {
    inspection?.inspect(chunk);
    hash.update(chunk);
    size += chunk.length;
    await file.write(chunk);
  }
  await file.sync();
  return { sha256: hash.digest('hex'), size };
};

/** Files below `<state>/files/ab/cd/<sha256>`: written aside, flushed, renamed into place. */
@Injectable()
export class FolderBlobStore extends BlobStore {
  readonly #root: string;

  constructor(config: GatewayConfig) {
    super();
    this.#root = join(config.state.folder, 'files');
  }

  override async put(content: Readable, inspection?: BlobInspection): Promise<BlobInfo> {
    const incoming = join(this.#root, 'incoming', randomUUID());
    await mkdir(dirname(incoming), { recursive: true });
    try {
      const file = await open(incoming, 'wx', 0o600);
      const info = await copyInto(file, content, inspection).finally(() => file.close());
      await inspection?.done(incoming);
      await this.#place(incoming, info.sha256);
      return info;
    } finally {
      await rm(incoming, { force: true });
    }
  }

  override async get(sha256: string): Promise<Buffer> {
    const bytes = await this.#read(sha256);
    if (createHash('sha256').update(bytes).digest('hex') !== sha256) {
      throw new Error(`stored file ${sha256} has other bytes than were stored`);
    }
    return bytes;
  }

  override async stat(sha256: string): Promise<BlobInfo | undefined> {
    try {
      return { sha256, size: (await stat(this.#pathOf(sha256))).size };
    } catch (error) {
      if (isMissingFile(error)) return undefined;
      throw error;
    }
  }

  async #read(sha256: string): Promise<Buffer> {
    try {
      return await readFile(this.#pathOf(sha256));
    } catch (error) {
      if (isMissingFile(error)) throw new DomainError('BT-NOT-FOUND', { file: sha256 });
      throw error;
    }
  }

  async #place(incoming: string, sha256: string): Promise<void> {
    const path = this.#pathOf(sha256);
    await mkdir(dirname(path), { recursive: true });
    await rename(incoming, path);
    await syncFolder(dirname(path));
  }

  #pathOf(sha256: string): string {
    if (!/^[0-9a-f]{64}$/u.test(sha256)) throw new Error('not a SHA-256 digest');
    return join(this.#root, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  }
}
