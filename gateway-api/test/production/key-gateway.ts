import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Module } from '@nestjs/common';
import { mspOf, type Jurisdiction } from '@baytrace/domain/ledger';
import type { TestNetwork } from '@baytrace/embedded-ledger/testing';
import { baseModules } from '../../src/base-modules.js';
import type { GatewayConfig } from '../../src/config/gateway-config.js';
import { createApp } from '../../src/create-app.js';
import { databaseShape } from '../../src/data-source.js';
import { CodeKeysModule } from '../../src/features/code-keys/code-keys.module.js';
import { LedgerModule } from '../../src/ledger/ledger.module.js';
import { PlatformModule } from '../../src/platform/platform.module.js';
import { createTestDatabase } from '../support/postgres.js';

@Module({})
class KeyGatewayRoot {}

/** The gateway of another jurisdiction, as small as it can be: it publishes its key, so that codes can be issued. */
export const startKeyGateway = async (
  network: TestNetwork,
  jurisdiction: Jurisdiction,
): Promise<{ stop(): Promise<void> }> => {
  const database = await createTestDatabase();
  const folder = await mkdtemp(path.join(tmpdir(), 'baytrace-key-gateway-'));
  const { cert, key } = network.ca(mspOf(jurisdiction));
  const config: GatewayConfig = {
    jurisdiction,
    http: { host: '127.0.0.1', port: 0, publicHost: 'key.example', webRoot: undefined, tls: undefined },
    database: { url: database.url },
    state: { folder, firstAccountsFile: undefined },
    ledger: {
      connectionFile: network.connectionFile,
      authority: { kind: 'local', certFile: cert, keyFile: key },
    },
    mqtt: undefined,
  };
  const imports = [PlatformModule.with(config, databaseShape), ...baseModules, LedgerModule, CodeKeysModule];
  const app = await createApp(config, { module: KeyGatewayRoot, imports }, true);
  return {
    stop: async () => {
      await app.close();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
