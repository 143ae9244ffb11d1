import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  jurisdictions,
  lotIdOf,
  mspOf,
  type Jurisdiction,
  type Movement,
  type Parcel,
} from '@baytrace/domain/ledger';
import { gateway as protos } from '@hyperledger/fabric-protos';
import { responsePayloadOf } from './support/committed-transaction.js';
import type { SendOptions } from './support/fabric-client.js';
import { bytesOf, newId, type BatchOptions, type Draft, type Participant } from './support/participant.js';
import { RunningChaincode } from './support/running-chaincode.js';
import {
  blockKey,
  directoryCard,
  finishedLot,
  issueCodes,
  newLocator,
  note,
  openTradingHouse,
  purchase,
  rangesOf,
  rawLot,
  receive,
  registration,
  sell,
  ship,
  tradeDetails,
  type TradingHouse,
} from './support/trading-house.js';

const chaincode = new RunningChaincode();
let house: TradingHouse;

beforeAll(async () => {
  house = await openTradingHouse(chaincode);
});

afterAll(() => {
  chaincode.close();
});

const envelopeOf = (transaction: Uint8Array): Uint8Array => {
  const prepared = protos.PreparedTransaction.deserializeBinary(transaction);
  return prepared.getEnvelope()?.serializeBinary() ?? new Uint8Array();
};

/** What one peer alone endorses of a proposal. */
const endorsedBy = async (
  by: Participant,
  proposal: Uint8Array,
  jurisdiction: Jurisdiction,
): Promise<Buffer> => {
  const proposed = protos.ProposedTransaction.deserializeBinary(proposal);
  proposed.setEndorsingOrganizationsList([mspOf(jurisdiction)]);
  const transaction = await by.client.gateway.newProposal(proposed.serializeBinary()).endorse();
  return responsePayloadOf(envelopeOf(transaction.getBytes()));
};

/** Sends a batch that all three endorse, after comparing byte by byte what each peer makes of it. */
const everywhere = async (
  by: Participant,
  drafts: readonly Draft[],
  options: BatchOptions & SendOptions = {},
): Promise<Movement> => {
  const batch = by.batch(drafts, options);
  const proposal = by.client.propose('submitBatch', [bytesOf(batch)], {
    ...options,
    endorsers: jurisdictions,
  });
  const payloads: Buffer[] = [];
  for (const jurisdiction of jurisdictions)
    payloads.push(await endorsedBy(by, proposal.getBytes(), jurisdiction));
  const [home, ...others] = payloads.map((payload) => payload.toString('hex'));
  expect(others).toEqual([home, home]);
  expect((await by.client.order(await proposal.endorse())).code).toBe(0);
  return (await by.movement(batch))!;
};

const outcomes = ({ commands }: Movement): string[] =>
  commands.map(({ command, result }) => `${command.type} ${result.outcome}`);

const created = ({ commands }: Movement): Parcel[] => commands.flatMap((record) => record.created);

describe('determinism (charter §4): peers of other clocks, time zones and languages endorse the same bytes', () => {
  test("the chaincode processes do run elsewhere: Hong Kong's peer spells Turkish, Macao's is a year ahead", () => {
    const run = (variables: Record<string, string>, expression: string, ...args: string[]): string =>
      execFileSync(process.execPath, [...args, '-p', expression], {
        env: { ...process.env, NODE_OPTIONS: '', ...variables },
        encoding: 'utf8',
      }).trim();
    const turkish = { LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' };
    expect(run(turkish, '"i".toLocaleUpperCase(Intl.DateTimeFormat().resolvedOptions().locale)')).toBe('İ');
    const clock = path.join(import.meta.dirname, 'support/another-machine.cjs');
    expect(Number(run({}, 'Date.now()', `--require=${clock}`))).toBeGreaterThan(Date.now() + 3e10);
  });

  test('every command of a day, refusals too', async () => {
    const { authority, gateway, producer, importer } = house;
    const enterprise = newId();
    const product = newId();
    await everywhere(authority.GD, [registration(enterprise, 'producer')], {
      transient: { directory: { [enterprise]: directoryCard(enterprise, 'GD') } },
    });
    const setup = await everywhere(authority.GD, [
      { type: 'set-enterprise-status', enterprise, status: 'suspended' },
      { type: 'set-enterprise-status', enterprise: importer.id, status: 'suspended' },
    ]);
    expect(outcomes(setup)).toEqual(['set-enterprise-status done', 'set-enterprise-status refused']);
    const jwk = { kty: 'EC' as const, crv: 'P-256' as const, x: 'x'.repeat(43), y: 'y'.repeat(43) };
    await everywhere(gateway.GD, [{ type: 'publish-gateway-key', jurisdiction: 'GD', jwk }]);

    const raw = { ...rawLot(), number: 'İstanbul-ıI-ŞŞ' };
    const rawId = lotIdOf(producer.id, raw);
    const finished = finishedLot(product, '批号 ß-İ');
    const lot = lotIdOf(producer.id, finished);
    const made = await everywhere(producer, [
      {
        type: 'define-product',
        product: {
          id: product,
          number: 'P-2',
          names: { 'zh-Hans': '红豆沙', 'zh-Hant': '紅豆沙', en: 'Iced tea', pt: 'Chá' },
          prepackaged: 'pre-packed',
          packaging: 'can',
          netContent: { value: '320.5', unit: 'g' },
          unit: 'can',
          scale: 0,
          category: 'canned',
          origin: 'CN',
        },
      },
      purchase(raw, '999999999999999999'),
      {
        type: 'produce',
        inputs: [{ lot: rawId, quantity: '333333333333333333' }],
        losses: [{ lot: rawId, quantity: '7' }],
        outputs: [{ lot: finished, quantity: '1000', files: [] }],
        documents: [note],
      },
      sell(rawId, '999999999999999999'),
      { type: 'attach-file', lot, file: { type: 'inspection-report', sha256: 'a'.repeat(64) } },
      { type: 'set-lot-status', lot, status: 'held', reason: 'doubt' },
      sell(lot, '1'),
      { type: 'set-lot-status', lot, status: 'released', reason: 'checked' },
    ]);
    expect(outcomes(made).filter((outcome) => outcome.endsWith('refused'))).toEqual([
      'sell refused',
      'sell refused',
    ]);
    await everywhere(authority.MO, [{ type: 'hold-lot', lot, hold: 'none', reason: 'checked' }]);

    const locator = newLocator();
    const issued = await everywhere(producer, [issueCodes(product, locator, 500)], {
      transient: { 'block-keys': blockKey(locator) },
    });
    const coded = await everywhere(
      producer,
      [
        { type: 'draw-codes', locator, ranges: [[0, 300]], purpose: { type: 'print-job', id: newId() } },
        { type: 'assign-codes', lot, codes: rangesOf(locator, 0, 250) },
        { type: 'void-codes', codes: rangesOf(locator, 250, 260), reason: 'scrapped' },
        { type: 'set-code-status', locator, ranges: [[5, 6]], status: 'disabled', reason: 'stolen' },
      ],
      { open: [...created(made), ...created(issued)] },
    );
    expect(outcomes(coded).every((outcome) => outcome.endsWith('done'))).toBe(true);

    const shipment = newId();
    const goods = [{ lot, quantity: '100', codes: rangesOf(locator, 100, 200) }];
    const shipped = await everywhere(
      producer,
      [{ ...ship(importer, lot, '100', shipment), goods } as Draft],
      {
        open: created(coded),
        counterpart: 'HK',
        transient: { trade: { [shipment]: tradeDetails(shipment, product, 'O-1') } },
      },
    );
    const received = await everywhere(
      importer,
      [
        receive(shipment, lot, '101'),
        receive(shipment, lot, '98'),
        { type: 'sell', goods: [{ lot, quantity: '1', codes: rangesOf(locator, 150, 151) }], documents: [] },
      ],
      { open: created(shipped), counterpart: 'GD' },
    );
    expect(outcomes(received)).toEqual(['receive refused', 'receive done', 'sell done']);
    const uncoded = (['sample', 'dispose', 'lose'] as const).map((type): Draft => ({
      type,
      goods: [{ lot: rawId, quantity: '3' }],
      reason: 'spoiled',
      documents: [],
    }));
    expect(outcomes(await everywhere(producer, uncoded, { open: created(made) }))).toEqual([
      'sample done',
      'dispose done',
      'lose done',
    ]);
  });
});
