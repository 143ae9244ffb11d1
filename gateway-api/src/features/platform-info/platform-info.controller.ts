import { Controller } from '@nestjs/common';
import { jurisdictionSchema } from '@baytrace/domain/ledger';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { GatewayConfig } from '../../config/gateway-config.js';
import { Indexer } from '../../ledger/indexer/indexer.js';
import { Route } from '../../platform/http/route.js';
import { type LedgerKind, ledgerKindOf, ledgerKindSchema } from './ledger-kind.js';

const platformSchema = z
  .strictObject({
    jurisdiction: jurisdictionSchema,
    publicHost: z.string().describe('host printed into codes'),
    version: z.string(),
    ledger: z.strictObject({ kind: ledgerKindSchema, height: z.int().describe('blocks indexed') }),
  })
  .meta({ id: 'Platform' });
type Platform = z.infer<typeof platformSchema>;

/** `package.json` of the gateway, seen from `src` and from `dist` alike. */
const packageFile = new URL('../../../package.json', import.meta.url);

const readVersion = async (): Promise<string> =>
  z.object({ version: z.string() }).parse(JSON.parse(await readFile(packageFile, 'utf8'))).version;

/** Which gateway this is; open to all. */
@Controller()
export class PlatformInfoController {
  #facts: Promise<{ version: string; kind: LedgerKind }> | undefined;

  constructor(
    private readonly config: GatewayConfig,
    private readonly indexer: Indexer,
  ) {}

  @Route('GET /platform', {
    permission: 'public',
    summary: 'Jurisdiction, version and ledger of this gateway',
    ok: { schema: platformSchema },
  })
  async describe(): Promise<Platform> {
    this.#facts ??= this.#read();
    const { version, kind } = await this.#facts;
    return {
      jurisdiction: this.config.jurisdiction,
      publicHost: this.config.http.publicHost,
      version,
      ledger: { kind, height: Number(this.indexer.status.nextBlock) },
    };
  }

  /** Read once; a failure is not remembered. */
  async #read(): Promise<{ version: string; kind: LedgerKind }> {
    try {
      const [version, kind] = await Promise.all([
        readVersion(),
        ledgerKindOf(this.config.ledger.connectionFile),
      ]);
      return { version, kind };
    } catch (error) {
      this.#facts = undefined;
      throw error;
    }
  }
}
