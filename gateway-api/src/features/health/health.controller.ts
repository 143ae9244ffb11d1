import { Controller, type OnModuleInit } from '@nestjs/common';
import { z } from 'zod';
import { GatewayConfig } from '../../config/gateway-config.js';
import { Transactions } from '../../platform/database/transactions.js';
import { HealthChecks } from '../../platform/health/health-checks.js';
import { type Answer, answer } from '../../platform/http/answer.js';
import { Route } from '../../platform/http/route.js';

const stateSchema = z.enum(['ok', 'degraded', 'down']);

const healthSchema = z
  .strictObject({
    state: stateSchema,
    jurisdiction: z.enum(['GD', 'HK', 'MO']),
    parts: z.record(
      z.string(),
      z.strictObject({
        state: stateSchema,
        facts: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
      }),
    ),
  })
  .meta({ id: 'Health' });
type Health = z.infer<typeof healthSchema>;

const worst = (states: readonly Health['state'][]): Health['state'] =>
  states.includes('down') ? 'down' : states.includes('degraded') ? 'degraded' : 'ok';

/** How the gateway and its parts are; open to all, says nothing secret. */
@Controller()
export class HealthController implements OnModuleInit {
  constructor(
    private readonly checks: HealthChecks,
    private readonly transactions: Transactions,
    private readonly config: GatewayConfig,
  ) {}

  onModuleInit(): void {
    this.checks.add('database', async () => {
      await this.transactions.reader.query('SELECT 1');
      return { state: 'ok' };
    });
  }

  @Route('GET /health', {
    permission: 'public',
    limit: 'none',
    summary: 'State of the gateway and its parts; 200 while the process answers',
    ok: { schema: healthSchema },
  })
  health(): Promise<Health> {
    return this.#ask();
  }

  @Route('GET /health/ready', {
    permission: 'public',
    limit: 'none',
    summary: '200 when every part serves, else 503',
    ok: { schema: healthSchema },
    others: { 503: healthSchema },
  })
  async ready(): Promise<Health | Answer> {
    const health = await this.#ask();
    return health.state === 'down' ? answer(503, health) : health;
  }

  async #ask(): Promise<Health> {
    const parts = [...(await this.checks.ask())].map(
      ([part, { state, facts }]) =>
        [part, { state, ...(facts === undefined ? {} : { facts: { ...facts } }) }] as const,
    );
    return {
      state: worst(parts.map(([, part]) => part.state)),
      jurisdiction: this.config.jurisdiction,
      parts: Object.fromEntries(parts),
    };
  }
}
