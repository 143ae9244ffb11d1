import { mspOf, type Jurisdiction } from '@baytrace/domain/ledger';
import { baseShape } from '../../src/base-modules.js';
import type { CertificateAuthorityConfig } from '../../src/config/ledger.config.js';
import { databaseShape } from '../../src/data-source.js';
import { LedgerModule } from '../../src/ledger/ledger.module.js';
import { startGateway, type TestGateway } from './gateway.js';

/** A ledger to connect to. */
export interface LedgerToJoin {
  readonly connectionFile: string;
  /** CA files of an organisation. */
  ca(mspId: string): { readonly cert: string; readonly key: string };
}

const localAuthority = (ledger: LedgerToJoin, jurisdiction: Jurisdiction): CertificateAuthorityConfig => {
  const { cert, key } = ledger.ca(mspOf(jurisdiction));
  return { kind: 'local', certFile: cert, keyFile: key };
};

/** A gateway with nothing above the ledger: outbox, indexer and identities, on a database of its own. */
export const startLedgerGateway = (
  ledger: LedgerToJoin,
  jurisdiction: Jurisdiction,
  authority = localAuthority(ledger, jurisdiction),
): Promise<TestGateway> => {
  return startGateway({
    jurisdiction,
    modules: [LedgerModule],
    shape: {
      entities: [],
      migrations: databaseShape.migrations.filter((one) => !baseShape.migrations.includes(one)),
    },
    ledger: { connectionFile: ledger.connectionFile, authority },
  });
};
