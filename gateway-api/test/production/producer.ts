import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { formatEventTime } from '@baytrace/domain/dates';
import type { TestNetwork } from '@baytrace/embedded-ledger/testing';
import { gatewayModules } from '../../src/app.module.js';
import { baseModules, baseShape } from '../../src/base-modules.js';
import { databaseShape } from '../../src/data-source.js';
import { LedgerIdentities } from '../../src/ledger/identity/ledger-identities.js';
import { Commands } from '../../src/ledger/outbox/commands.js';
import { randomId } from '../../src/platform/random-id.js';
import { type Asker, startGateway, type TestAnswer, type TestGateway } from '../support/gateway.js';
import type { DeviceLine } from './device-line.js';

/** The whole Guangdong gateway on a real ledger and a real broker. */
export const startProducerGateway = (network: TestNetwork, line: DeviceLine): Promise<TestGateway> => {
  const { cert, key } = network.ca('GuangdongMSP');
  return startGateway({
    modules: gatewayModules.filter((module) => !baseModules.includes(module)),
    shape: {
      entities: databaseShape.entities.filter((entity) => !baseShape.entities.includes(entity)),
      migrations: databaseShape.migrations.filter((one) => !baseShape.migrations.includes(one)),
    },
    ledger: {
      connectionFile: network.connectionFile,
      authority: { kind: 'local', certFile: cert, keyFile: key },
    },
    mqtt: line.mqtt,
  });
};

/** Admits the enterprise of the test accounts to the ledger. */
export const registerProducer = async ({ app, enterprise }: TestGateway): Promise<void> => {
  const commands = app.get(Commands, { strict: false });
  const identities = app.get(LedgerIdentities, { strict: false });
  const document = { type: 'enterprise', id: enterprise };
  const salt = randomBytes(16).toString('hex');
  const card = { v: 1, enterprise, jurisdiction: 'GD', name: 'Producer', premisesType: 'factory', salt };
  const identity = (await identities.regulator('of-this-test')).id;
  await commands.run({ account: 'test', idempotencyKey: 'register-producer', request: {} }, () =>
    Promise.resolve({
      document,
      commands: [
        {
          command: {
            type: 'register-enterprise',
            id: randomId(),
            eventTime: formatEventTime(Date.now()),
            enterprise,
            roles: ['producer'],
            registration: 'a'.repeat(64),
          },
          actor: { kind: 'authority', id: 'GD' },
          identity,
          document,
          privateEntry: {
            kind: 'directory',
            name: enterprise,
            value: { ...card, recallContact: 'recall@producer.example' },
          },
        },
      ],
    }),
  );
  await commands.settled(document);
};

let keys = 0;

/** Sends a command with a fresh idempotency key. */
export const command = (asker: Asker, path: string, body?: unknown): Promise<TestAnswer> => {
  keys += 1;
  return asker.ask('POST', `/api/v1${path}`, body, { 'idempotency-key': `production-${keys}` });
};

/** Asks until `done`, at most 40 s. */
export const until = async (
  asker: Asker,
  path: string,
  done: (body: Record<string, unknown>) => boolean,
): Promise<Record<string, unknown>> => {
  const end = Date.now() + 40_000;
  for (;;) {
    const { body } = await asker.ask('GET', `/api/v1${path}`);
    if (done(body)) return body;
    if (Date.now() > end) throw new Error(`not in time: ${JSON.stringify(body).slice(0, 1000)}`);
    await delay(100);
  }
};
