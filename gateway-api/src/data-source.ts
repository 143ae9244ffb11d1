import { baseShape } from './base-modules.js';
import { LedgerReadModel1764000002000 } from './migrations/2000-ledger-read-model.js';
import { Outbox1764000002100 } from './migrations/2100-outbox.js';
import { LedgerIdentityPast1764000002110 } from './migrations/2110-ledger-identity-past.js';
import { GatewayKey1764000002200 } from './migrations/2200-gateway-key.js';
import { TradeDocuments1764000002400 } from './migrations/2400-trade-documents.js';
import { MasterData1764000003000 } from './migrations/3000-master-data.js';
import { ProductionAndCodes1764000003300 } from './migrations/3300-production-and-codes.js';
import type { DatabaseShape } from './platform/database/connect-database.js';

/** Every entity and migration of the gateway; a feature adds its own here. Migrations run by their number. */
export const databaseShape: DatabaseShape = {
  entities: [...baseShape.entities],
  migrations: [
    ...baseShape.migrations,
    LedgerReadModel1764000002000,
    Outbox1764000002100,
    LedgerIdentityPast1764000002110,
    GatewayKey1764000002200,
    TradeDocuments1764000002400,
    MasterData1764000003000,
    ProductionAndCodes1764000003300,
  ],
};
