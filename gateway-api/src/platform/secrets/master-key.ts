import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { chmod, mkdir, open, readFile, rename } from 'node:fs/promises';
import path from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { GatewayConfig } from '../../config/gateway-config.js';
import { isMissingFile } from '../error-code.js';

const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;

const readOrMake = async (file: string): Promise<Buffer> => {
  try {
    const key = await readFile(file);
    if (key.length !== keyBytes) throw new Error(`${path.basename(file)} is not ${keyBytes} bytes long`);
    return key;
  } catch (error) {
    if (!isMissingFile(error)) throw error;
  }
  await mkdir(path.dirname(file), { recursive: true });
  const key = randomBytes(keyBytes);
  const draft = `${file}.${process.pid}`;
  const handle = await open(draft, 'wx', 0o600);
  await handle.writeFile(key);
  await handle.sync();
  await handle.close();
  await rename(draft, file);
  await chmod(file, 0o600);
  return key;
};

/**
 * The key of this gateway under which secrets in the database are sealed (AES-256-GCM, a key a purpose by HKDF).
 * It lies beside the database, never in it; made at first start.
 */
@Injectable()
export class MasterKey {
  #key: Promise<Buffer> | undefined;

  constructor(@Inject(GatewayConfig) private readonly config: GatewayConfig) {}

  /** Seals `plain` for a purpose; `context` must be given again to open it. */
  async seal(purpose: string, context: string, plain: Uint8Array): Promise<Buffer> {
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv('aes-256-gcm', await this.#purposeKey(purpose), nonce);
    cipher.setAAD(Buffer.from(context));
    const body = Buffer.concat([cipher.update(plain), cipher.final()]);
    return Buffer.concat([nonce, body, cipher.getAuthTag()]);
  }

  /** @throws Error when the sealed bytes, the purpose or the context are not those of `seal`. */
  async open(purpose: string, context: string, sealed: Uint8Array): Promise<Buffer> {
    const bytes = Buffer.from(sealed);
    const decipher = createDecipheriv(
      'aes-256-gcm',
      await this.#purposeKey(purpose),
      bytes.subarray(0, nonceBytes),
    );
    decipher.setAAD(Buffer.from(context));
    decipher.setAuthTag(bytes.subarray(bytes.length - tagBytes));
    return Buffer.concat([
      decipher.update(bytes.subarray(nonceBytes, bytes.length - tagBytes)),
      decipher.final(),
    ]);
  }

  async #purposeKey(purpose: string): Promise<Uint8Array> {
    this.#key ??= readOrMake(path.join(this.config.state.folder, 'master.key'));
    return new Uint8Array(hkdfSync('sha256', await this.#key, '', `baytrace ${purpose}`, keyBytes));
  }
}
