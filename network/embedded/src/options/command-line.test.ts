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

  test("has Fabric's time-outs, each of which can be changed", () => {
    const timeouts = { endorsementMs: 10_000, broadcastMs: 10_000, startMs: 5_000, executeMs: 30_000 };
    expect(readCommandLine(GOOD).timeouts).toEqual(timeouts);
    const options = ['endorsement', 'broadcast', 'chaincode-start', 'chaincode-execute'];
    const changed = options.flatMap((option, index) => [`--${option}-timeout`, String(index + 1)]);
    expect(readCommandLine([...GOOD, ...changed]).timeouts).toEqual({
      endorsementMs: 1,
      broadcastMs: 2,
      startMs: 3,
      executeMs: 4,
    });
  });

  test('chaincodes may dial one address for all peers, or one per organisation', () => {
    expect(readCommandLine(GOOD).chaincodeListen).toEqual([]);
    const listen = ['--chaincode-listen', '127.0.0.1:7052', '--chaincode-listen', 'AMSP=[::1]:7053'];
    expect(readCommandLine([...GOOD, ...listen]).chaincodeListen).toEqual([
      { mspId: undefined, host: '127.0.0.1', port: 7052 },
      { mspId: 'AMSP', host: '::1', port: 7053 },
    ]);
  });

  test('reads the whole line of the README', () => {
    const line = '--state S --connection F --channel trace --peer A:p=h:1 --peer B:p=h:2 --definitions D';
    const more = '--chaincode-listen 0.0.0.0:7052 --admin localhost:7059 --no-tls';
    expect(readCommandLine(`${line} ${more}`.split(' '))).toMatchObject({
      peers: [{ mspId: 'A' }, { mspId: 'B' }],
      admin: { host: 'localhost', port: 7059 },
      tls: false,
    });
  });

  test.each([
    [['--peer', 'AMSP=1:2'], 'expected MSPID:NAME=HOST:PORT'],
    [['--peer', 'AMSP:p=127.0.0.1:1'], 'a peer comes twice'],
    [['--admin', '0.0.0.0:1'], 'only a loopback address'],
    [['--channel', 'Trace'], 'lower-case'],
    [['--batch-count', '0'], 'a whole number from 1'],
    [['--chaincode-listen', '7052'], 'expected HOST:PORT'],
    [['--chaincode-listen', 'BMSP=127.0.0.1:7052'], 'BMSP has no peer here'],
    [['--admin', '192.168.1.7:1'], 'only a loopback address'],
    [['--endorsement-timeout', '0'], 'a whole number from 1'],
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
