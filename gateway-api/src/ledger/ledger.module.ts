import { Global, Module } from '@nestjs/common';
import { FabricConnection } from './connection/fabric-connection.js';
import { GatewayConfig } from '../config/gateway-config.js';
import { CertificateIssuer } from './identity/certificate-issuer.js';
import { configuredIssuer } from './identity/configured-issuer.js';
import { LedgerIdentities } from './identity/ledger-identities.js';
import { IndexEvents } from './indexer/index-events.js';
import { Indexer } from './indexer/indexer.js';
import { LedgerHealth } from './ledger-health.js';
import { BatchAttempts } from './outbox/batch-attempts.js';
import { Commands } from './outbox/commands.js';
import { JurisdictionReach } from './outbox/jurisdiction-reach.js';
import { OutboxWorker } from './outbox/outbox-worker.js';
import { LedgerPort } from './submission/ledger-port.js';

/** The ledger as features see it: `Commands` to change it, `LedgerPort` to read the peer, identities, index events. */
@Global()
@Module({
  providers: [
    FabricConnection,
    { provide: CertificateIssuer, useFactory: configuredIssuer, inject: [GatewayConfig] },
    LedgerIdentities,
    IndexEvents,
    Indexer,
    LedgerPort,
    JurisdictionReach,
    BatchAttempts,
    OutboxWorker,
    Commands,
    LedgerHealth,
  ],
  exports: [Commands, LedgerPort, LedgerIdentities, IndexEvents, Indexer],
})
export class LedgerModule {}
