import { unwatchFile, watchFile } from 'node:fs';
import { createLocalJWKSet } from 'jose';
import type { CompactVerifyGetKey } from 'jose';
import { z } from 'zod';
import { readJsonFile } from '../process/command-line.js';
import type { Log } from '../process/run-program.js';
import { publicKeySchema } from './bridge-key.js';

const jwksSchema = z.object({ keys: z.array(publicKeySchema).min(1).max(100) });

/** The gateways allowed to send jobs: a JWKS file, followed as it changes, so that keys can be rotated. */
export class GatewayKeys {
  private keys: CompactVerifyGetKey;

  /** @throws DomainError `BT-INPUT-INVALID` for an unusable file */
  constructor(
    private readonly path: string,
    log: Log,
  ) {
    this.keys = this.load();
    watchFile(path, { interval: 1000 }, () => {
      try {
        this.keys = this.load();
        log('gateway keys read');
      } catch (error) {
        log('gateway keys refused', { error: String(error) });
      }
    });
  }

  /** The present keys, in the form jose asks for. */
  resolver(): CompactVerifyGetKey {
    return this.keys;
  }

  close(): void {
    unwatchFile(this.path);
  }

  private load(): CompactVerifyGetKey {
    return createLocalJWKSet(readJsonFile(jwksSchema, this.path));
  }
}
