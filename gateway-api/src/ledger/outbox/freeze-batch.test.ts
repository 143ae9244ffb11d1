import { describe, expect, test } from '@jest/globals';
import { runOf } from './freeze-batch.js';
import type { OutboxRow } from './outbox-command.js';

const row = (changes: Partial<OutboxRow>): OutboxRow => ({
  id: 'C',
  actor_kind: 'enterprise',
  actor: 'A',
  identity: 'I',
  type: 'ship',
  body: {} as OutboxRow['body'],
  private_kind: null,
  private_name: null,
  private_value: null,
  counterpart: null,
  document_type: null,
  document_id: null,
  state: 'waiting',
  batch: null,
  refusal_code: null,
  refusal_params: null,
  created_at: new Date(0),
  ...changes,
});

describe('what may share a transaction (charter §4, Batches)', () => {
  test('a run ends where the counterpart jurisdiction changes, and keeps the order', () => {
    const rows = [row({ id: '1' }), row({ id: '2' }), row({ id: '3', counterpart: 'HK' }), row({ id: '4' })];
    expect(runOf(rows).map(({ id }) => id)).toEqual(['1', '2']);
  });

  test('the two kinds of private data are never mixed', () => {
    const rows = [
      row({ id: '1', private_kind: 'trade', counterpart: 'HK' }),
      row({ id: '2', private_kind: 'block-keys', counterpart: 'HK' }),
    ];
    expect(runOf(rows).map(({ id }) => id)).toEqual(['1']);
  });

  test('one signer a transaction', () => {
    expect(runOf([row({ id: '1' }), row({ id: '2', identity: 'J' })])).toHaveLength(1);
  });

  test('no more than a hundred commands, and none of nothing', () => {
    expect(runOf(Array.from({ length: 250 }, (_, n) => row({ id: String(n) })))).toHaveLength(100);
    expect(runOf([])).toEqual([]);
  });
});
