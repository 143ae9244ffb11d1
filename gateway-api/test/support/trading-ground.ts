import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from '@jest/globals';
import type { TestNetwork } from '@baytrace/embedded-ledger/testing';
import { formatEventTime } from '@baytrace/domain/dates';
import { lotIdOf, mspOf, type Command, type Jurisdiction } from '@baytrace/domain/ledger';
import { gatewayModules } from '../../src/app.module.js';
import { baseModules, baseShape } from '../../src/base-modules.js';
import { databaseShape } from '../../src/data-source.js';
import { PrintedCodes } from '../../src/features/goods/goods.service.js';
import { LedgerIdentities } from '../../src/ledger/identity/ledger-identities.js';
import type { OutgoingCommand } from '../../src/ledger/outbox/outbox-command.js';
import { Commands } from '../../src/ledger/outbox/commands.js';
import { randomId } from '../../src/platform/random-id.js';
import { startGateway, type Asker, type TestAnswer, type TestGateway } from './gateway.js';
import { startLedger } from './ledger.js';

/** Product names of the tests. */
export const names = {
  'zh-Hans': '杏仁饼',
  'zh-Hant': '杏仁餅',
  en: 'Almond biscuits',
  pt: 'Biscoitos de amêndoa',
};

/** Three gateways on one ledger, an enterprise at each, and at Guangdong a lot with and one without codes. */
export interface TradingGround {
  readonly gateways: Readonly<Record<Jurisdiction, TestGateway>>;
  readonly product: string;
  /** 1,000 pieces, made with 100 kg of the raw lot FLOUR-1 (900 kg) and 50 kg lost, of which the first 800 bear codes. */
  readonly lot: string;
  /** 100 pieces of another lot of the same product, made in the same way, without codes. */
  readonly plainLot: string;
  readonly locator: string;
  /** Printed codes `from` … `upto − 1` of the block. */
  codes(from: number, upto: number): Promise<readonly string[]>;
  readonly stop: () => Promise<void>;
}

const gatewayAt = (network: TestNetwork, jurisdiction: Jurisdiction): Promise<TestGateway> => {
  const { cert, key } = network.ca(mspOf(jurisdiction));
  return startGateway({
    jurisdiction,
    modules: gatewayModules.filter((module) => !baseModules.includes(module)),
    shape: {
      entities: databaseShape.entities.filter((entity) => !baseShape.entities.includes(entity)),
      migrations: databaseShape.migrations.filter((one) => !baseShape.migrations.includes(one)),
    },
    ledger: {
      connectionFile: network.connectionFile,
      authority: { kind: 'local', certFile: cert, keyFile: key },
    },
  });
};

/** Sends one command past the API, through the outbox, and waits for its block. */
const send = async (
  gateway: TestGateway,
  outgoing: Pick<OutgoingCommand, 'command' | 'actor' | 'identity' | 'privateEntry'>,
): Promise<void> => {
  const commands = gateway.app.get(Commands, { strict: false });
  const document = { type: 'test', id: outgoing.command.id };
  await commands.run({ account: 'test', idempotencyKey: randomId(), request: { id: document.id } }, () =>
    Promise.resolve({ document, commands: [{ ...outgoing, document }] }),
  );
  expect((await commands.settled(document)).state).toBe('committed');
};

const head = (): { id: string; eventTime: string } => ({
  id: randomId(),
  eventTime: formatEventTime(Date.now()),
});

const register = async (gateway: TestGateway, name: string, enterprise: string): Promise<void> => {
  const { jurisdiction } = gateway.config;
  const salt = randomBytes(16).toString('hex');
  const registration = createHash('sha256').update(enterprise).digest('hex');
  await send(gateway, {
    command: {
      type: 'register-enterprise',
      ...head(),
      enterprise,
      roles: ['producer', 'distributor'],
      registration,
    },
    actor: { kind: 'authority', id: jurisdiction },
    identity: (await gateway.app.get(LedgerIdentities, { strict: false }).regulator('tester')).id,
    privateEntry: {
      kind: 'directory',
      name: enterprise,
      value: {
        v: 1,
        enterprise,
        jurisdiction,
        name,
        premisesType: 'factory',
        recallContact: 'recall@example.org',
        salt,
      },
    },
  });
};

/** A command of the gateway's enterprise. */
export const act = async (gateway: TestGateway, command: Command): Promise<void> => {
  const { enterprise } = gateway;
  const { id } = await gateway.app.get(LedgerIdentities, { strict: false }).enterprise(enterprise);
  await send(gateway, { command, actor: { kind: 'enterprise', id: enterprise }, identity: id });
};

/** Asks until the answer satisfies, at most ten seconds: another gateway's index follows by itself. */
export const until = async <T>(ask: () => Promise<T>, good: (answer: T) => boolean): Promise<T> => {
  for (let attempt = 0; ; attempt += 1) {
    const answer = await ask();
    if (good(answer) || attempt > 100) return answer;
    await delay(100);
  }
};

/** A POST under an Idempotency-Key of its own. */
export const post = (asker: Asker, path: string, body?: unknown): Promise<TestAnswer> =>
  asker.ask('POST', `/api/v1${path}`, body, { 'idempotency-key': randomId() });

/** The items of a list. */
export const itemsOf = async (asker: Asker, path: string): Promise<Record<string, unknown>[]> => {
  const { status, body } = await asker.ask('GET', `/api/v1${path}`);
  expect({ status, code: body['code'] }).toEqual({ status: 200, code: undefined });
  return body['items'] as Record<string, unknown>[];
};

const dates = { productionDate: '2026-01-10', expiryDate: '2099-01-10' };
const flour = (
  number: string,
  material: string,
  supplier: string,
): Extract<Command, { type: 'purchase' }>['lot'] => ({
  kind: 'raw',
  material,
  supplier,
  number,
  unit: 'kg',
  scale: 3,
  ...dates,
  origin: { country: 'CN' },
});

const produce = async (gateway: TestGateway, product: string): Promise<readonly [string, string]> => {
  const raw = flour('FLOUR-1', randomId(), randomId());
  await act(gateway, { type: 'purchase', ...head(), lot: raw, quantity: '900000', documents: [] });
  const input = { lot: lotIdOf(gateway.enterprise, raw), quantity: '100000' };
  const loss = { ...input, quantity: '50000' };
  const lots = ['AB-001', 'AB-002'].map((number) => ({
    kind: 'finished' as const,
    product,
    number,
    unit: 'pcs' as const,
    scale: 0,
    ...dates,
    origin: { country: 'CN' },
  }));
  for (const [at, lot] of lots.entries()) {
    const quantity = at === 0 ? '1000' : '100';
    const outputs = [{ lot, quantity, files: [] }];
    await act(gateway, {
      type: 'produce',
      ...head(),
      inputs: [input],
      losses: [loss],
      outputs,
      documents: [],
    });
  }
  const [coded, plain] = lots.map((lot) => lotIdOf(gateway.enterprise, lot));
  return [coded ?? '', plain ?? ''];
};

const issue = async (gateway: TestGateway, product: string, lot: string): Promise<string> => {
  const manager = await gateway.as('code-manager');
  const block = await until(
    () => post(manager, '/code-blocks', { product, level: 'item', count: 1000 }),
    ({ body }) => body['code'] !== 'BT-UNAVAILABLE',
  );
  expect(block.body['code']).toBeUndefined();
  const locator = String(block.body['locator']);
  const drawn = await post(manager, `/code-blocks/${locator}/downloads`, { count: 800 });
  const assigned = await post(manager, `/code-blocks/${locator}/assignments`, {
    lot,
    download: drawn.body['id'],
  });
  expect(assigned.body['code']).toBeUndefined();
  return locator;
};

const biscuits = (id: string): Extract<Command, { type: 'define-product' }>['product'] => ({
  id,
  gtin: '09520000000011',
  number: 'BIS-01',
  names,
  prepackaged: 'pre-packed',
  packaging: 'tin',
  netContent: { value: '250', unit: 'g' },
  unit: 'pcs',
  scale: 0,
  category: 'bakery',
  origin: 'CN',
});

type Gateways = TradingGround['gateways'];

const makeGoods = async ({ GD, HK, MO }: Gateways): Promise<Omit<TradingGround, 'gateways' | 'stop'>> => {
  await Promise.all([
    register(GD, 'Pearl Delta Foods', GD.enterprise),
    register(HK, 'Harbour Imports', HK.enterprise),
    register(MO, 'Cotai Supermarket', MO.enterprise),
  ]);
  await register(GD, 'Lychee Trading', GD.otherEnterprise);
  const product = randomId();
  await act(GD, { type: 'define-product', ...head(), product: biscuits(product) });
  const [lot, plainLot] = await produce(GD, product);
  const locator = await issue(GD, product, lot);
  const printed = GD.app.get(PrintedCodes, { strict: false });
  return {
    product,
    lot,
    plainLot,
    locator,
    codes: (from, upto) => printed.of([{ locator, ranges: [[from, upto]] }]),
  };
};

/** Starts ledger, chaincode and three gateways, and makes goods at Guangdong. What was started is stopped on failure. */
export const startTradingGround = async (): Promise<TradingGround> => {
  const network = await startLedger();
  const started: TestGateway[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(started.map((gateway) => gateway.stop()));
    await network.stop();
  };
  const start = async (jurisdiction: Jurisdiction): Promise<TestGateway> => {
    const gateway = await gatewayAt(network, jurisdiction);
    started.push(gateway);
    return gateway;
  };
  try {
    const [GD, HK, MO] = await Promise.all([start('GD'), start('HK'), start('MO')]);
    const gateways = { GD, HK, MO };
    return { gateways, ...(await makeGoods(gateways)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
};
