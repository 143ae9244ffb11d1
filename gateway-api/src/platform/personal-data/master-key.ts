import { Injectable, type OnModuleInit } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GatewayConfig } from '../../config/gateway-config.js';
import { Transactions } from '../database/transactions.js';
import { isMissingFile } from '../error-code.js';
import { SubjectKey } from './subject-key.entity.js';

const keyBytes = 32;

/** The key that wraps the subjects' keys: a file of mode 0600 in the state folder, made at first start. */
@Injectable()
export class MasterKey implements OnModuleInit {
  #key: Buffer | undefined;
  readonly #file: string;

  constructor(
    config: GatewayConfig,
    private readonly transactions: Transactions,
  ) {
    this.#file = join(config.state.folder, 'personal-data.key');
  }

  /** 32 bytes. */
  get bytes(): Buffer {
    if (this.#key === undefined) throw new Error('the master key is read when the gateway starts');
    return this.#key;
  }

  /** @throws Error when the file is lost although data were sealed under it, or is damaged. */
  async onModuleInit(): Promise<void> {
    this.#key = (await this.#read()) ?? (await this.#make());
  }

  async #read(): Promise<Buffer | undefined> {
    try {
      const key = Buffer.from((await readFile(this.#file, 'utf8')).trim(), 'hex');
      if (key.length !== keyBytes) throw new Error(`${this.#file} is not a key of ${keyBytes} bytes`);
      return key;
    } catch (error) {
      if (isMissingFile(error)) return undefined;
      throw error;
    }
  }

  async #make(): Promise<Buffer> {
    if ((await this.transactions.reader.count(SubjectKey)) > 0) {
      throw new Error(`${this.#file} is missing and personal data were sealed under it; restore it from the backup`);
    }
    const key = randomBytes(keyBytes);
    await mkdir(join(this.#file, '..'), { recursive: true });
    const file = await open(this.#file, 'wx', 0o600);
    try {
      await file.writeFile(`${key.toString('hex')}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    return key;
  }
}
