import { describe, expect, test } from '@jest/globals';
import { OptionError, parseOptions } from './options.mjs';

describe('the command line of npm start', () => {
  test('without options: demonstration trade, kept state, no lag', () => {
    expect(parseOptions([])).toEqual({
      fresh: false,
      demo: true,
      help: false,
      state: '.baytrace',
      ledger: undefined,
      consensus: undefined,
      peers: undefined,
      lag: { gd: 0, hk: 0, mo: 0 },
    });
  });

  test('--ledger fabric --consensus bft --peers 2', () => {
    expect(parseOptions(['--ledger', 'fabric', '--consensus', 'bft', '--peers', '2'])).toMatchObject({
      ledger: 'fabric',
      consensus: 'bft',
      peers: '2',
    });
  });

  test.each([
    ['--ledger', 'corda'],
    ['--consensus', 'kafka'],
    ['--peers', '3'],
  ])('%s %s is refused with what is possible', (name, value) => {
    expect(() => parseOptions([name, value])).toThrow(/: it is \w+ or \w+\.$/u);
  });

  test('--lag may be given for several jurisdictions, the last word counts', () => {
    const { lag } = parseOptions(['--lag', 'hk=3', '--lag=mo=1', '--lag', 'hk=5']);
    expect(lag).toEqual({ gd: 0, hk: 5, mo: 1 });
  });

  test.each(['hk', 'hk=', 'hk=-1', 'hk=1.5', 'xx=3', 'HK=3', 'hk=1001'])(
    '--lag=%s is refused and explained',
    (lag) => {
      expect(() => parseOptions([`--lag=${lag}`])).toThrow(/write a jurisdiction and a number of blocks/u);
    },
  );

  test.each([[['--frech']], [['extra']], [['--state']], [['--fresh=1']]])(
    '%j is refused in one line',
    (args) => {
      expect(() => parseOptions(args)).toThrow(OptionError);
      expect(() => parseOptions(args)).not.toThrow(/\n/u);
    },
  );

  test('--host is refused while there is no TLS', () => {
    expect(() => parseOptions(['--host', '0.0.0.0'])).toThrow(/127\.0\.0\.1/u);
  });

  test('--fresh --no-demo --state DIR', () => {
    expect(parseOptions(['--fresh', '--no-demo', '--state', 'x'])).toMatchObject({
      fresh: true,
      demo: false,
      state: 'x',
    });
  });
});
