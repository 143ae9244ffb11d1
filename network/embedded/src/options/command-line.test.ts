import { describe, expect, test } from '@jest/globals';
import { readCommandLine } from './command-line.js';
import { InvalidInput } from './input-fields.js';

const GOOD = [
  '--state',
  's',
  '--connection',
  'c',
  '--channel',
  'trace',
  '--definitions',
  'd',
  '--peer',
  'AMSP:p=127.0.0.1:7051',
];

describe('the command line', () => {
  test('has defaults for batches and TLS', () => {
    expect(readCommandLine(GOOD)).toMatchObject({
      channel: 'trace',
      tls: true,
      admin: undefined,
      peers: [{ mspId: 'AMSP', name: 'p', host: '127.0.0.1', port: 7051 }],
      batch: { timeoutMs: 20, maxCount: 500, preferredBytes: 2_097_152 },
    });
  });

  test.each([
    [['--peer', 'AMSP=1:2'], 'expected MSPID:NAME=HOST:PORT'],
    [['--peer', 'AMSP:p=127.0.0.1:1'], 'a peer comes twice'],
    [['--admin', '0.0.0.0:1'], 'only a loopback address'],
    [['--channel', 'Trace'], 'lower-case'],
    [['--batch-count', '0'], 'a whole number from 1'],
    [['--chaincode-listen', '127.0.0.1:7052'], 'not supported'],
    [['--colour'], "Unknown option '--colour'"],
  ])('%j is refused', (more, message) => {
    expect(() => readCommandLine([...GOOD, ...more])).toThrow(InvalidInput);
    expect(() => readCommandLine([...GOOD, ...more])).toThrow(message);
  });

  test.each([0, 2, 4, 6, 8])('needs option %#', (index) => {
    expect(() => readCommandLine(GOOD.filter((_, i) => i !== index && i !== index + 1))).toThrow(
      /is missing/,
    );
  });
});
