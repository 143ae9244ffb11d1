import { describe, expect, test } from '@jest/globals';
import { readCommandLine } from './options.js';

function refusal(...args: string[]): unknown {
  try {
    return readCommandLine(args);
  } catch (error) {
    return error;
  }
}

describe('the command line', () => {
  test('up without options leaves every setting to the network or the defaults', () => {
    expect(readCommandLine(['up'])).toEqual({
      command: 'up',
      state: '.fabric',
      connection: undefined,
      definitions: undefined,
      settings: {},
    });
  });

  test('up takes the settings that are fixed at creation', () => {
    const options = ['--consensus', 'bft', '--peers', '2', '--base-port', '9000', '--batch-timeout', '500'];
    expect(readCommandLine(['run', ...options, '--channel', 'trace', '--state', '/srv/net'])).toMatchObject({
      command: 'run',
      state: '/srv/net',
      settings: { consensus: 'bft', peers: 2, basePort: 9000, batchTimeoutMs: 500, channel: 'trace' },
    });
  });

  test('down, status, stop, start and install take their own options', () => {
    expect(readCommandLine(['down', '--clean'])).toEqual({ command: 'down', state: '.fabric', clean: true });
    expect(readCommandLine(['status', '--json'])).toMatchObject({ command: 'status', json: true });
    expect(readCommandLine(['stop', 'peer0-gd', '--signal', 'SIGKILL'])).toMatchObject({
      id: 'peer0-gd',
      signal: 'SIGKILL',
    });
    expect(readCommandLine(['start', 'peer0-gd', '--state', 'x'])).toMatchObject({
      id: 'peer0-gd',
      state: 'x',
    });
    expect(readCommandLine(['install', '--force'])).toEqual({ command: 'install', force: true });
    expect(readCommandLine([])).toEqual({ command: 'help' });
  });

  test.each([
    [['upp'], 'there is no command upp'],
    [['constructor'], 'there is no command constructor'],
    [['up', '--consensus', 'kafka'], '--consensus is neither raft nor bft'],
    [['up', '--peers', '3'], '--peers is neither 1 nor 2'],
    [['up', '--base-port', '80'], '--base-port is not between 1024 and 65236'],
    [['up', '--base-port', '65300'], '--base-port is not between 1024 and 65236'],
    [['up', '--base-port', '7000.5'], '--base-port is not a whole number'],
    [['up', '--channel', 'Trace'], '--channel is not a channel name'],
    [['up', '--clean'], "Unknown option '--clean'"],
    [['stop'], 'name exactly one process'],
    [['stop', 'a', 'b'], 'name exactly one process'],
    [['stop', 'a', '--signal', 'SIGSTOP'], '--signal is neither SIGTERM nor SIGKILL'],
  ])('%j is refused with a sentence', (args, sentence) => {
    expect(refusal(...args)).toMatchObject({
      code: 'BT-FABRIC-OPTION',
      message: expect.stringContaining(sentence),
    });
  });
});
