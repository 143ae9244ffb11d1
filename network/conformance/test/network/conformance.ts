import { fabricBinaries } from '@baytrace/fabric-network/testing';
import { afterAll, beforeAll, describe } from '@jest/globals';
import type { FabricClient } from '../../src/fabric-client.js';
import { Session } from '../../src/session.js';
import { ledgerKind } from '../../src/start-network.js';

const TURN_WITHIN_MS = 10 * 60_000;

/** The network and clients of a test file; usable inside its tests. */
export class Ledger {
  #session: Session | undefined;

  get session(): Session {
    if (this.#session === undefined) throw new Error('the network is there inside tests only');
    return this.#session;
  }

  get guangdong(): FabricClient {
    return this.session.client('GuangdongMSP');
  }

  get hongKong(): FabricClient {
    return this.session.client('HongKongMSP');
  }

  get macao(): FabricClient {
    return this.session.client('MacaoMSP');
  }

  async open(): Promise<void> {
    const port = process.env['CONFORMANCE_NETWORK_PORT'];
    if (port === undefined) throw new Error('no network: run the Jest project conformance');
    this.#session = await Session.open(Number(port));
  }

  close(): void {
    this.#session?.close();
  }
}

/**
 * The rules of one subject, tested on the network that `LEDGER` names. With `LEDGER=fabric` and no programs of
 * Fabric they are not run, and their names say why.
 */
export function conformance(subject: string, rules: (ledger: Ledger) => void): void {
  const ledger = new Ledger();
  if (ledgerKind() === 'fabric' && fabricBinaries() === undefined) {
    describe.skip(`${subject} (skipped: no Fabric binaries)`, () => {
      rules(ledger);
    });
    return;
  }
  describe(subject, () => {
    beforeAll(() => ledger.open(), TURN_WITHIN_MS);
    afterAll(() => {
      ledger.close();
    });
    rules(ledger);
  });
}
