import { describe, expect, test } from '@jest/globals';
import { ConfigError, readConfig } from './gateway-config.js';

const complete = {
  BAYTRACE_JURISDICTION: 'hk',
  BAYTRACE_PORT: '0',
  BAYTRACE_PUBLIC_HOST: 'hk.example',
  BAYTRACE_STATE: 'state/hk',
  BAYTRACE_LEDGER_CONNECTION: 'connection.json',
  BAYTRACE_CA_CERT: 'ca.pem',
  BAYTRACE_CA_KEY: 'ca.key',
  DATABASE_URL: 'postgres://u:p@127.0.0.1:5432/hk',
};

const faultOf = (env: NodeJS.ProcessEnv): string => {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return '';
};

describe('the configuration of a gateway', () => {
  test('a complete environment gives the configuration, loopback by default', () => {
    const config = readConfig({ ...complete, PATH: '/usr/bin', BAYTRACE_DB_GD: 'postgres://x' });
    expect(config.jurisdiction).toBe('HK');
    expect(config.http).toMatchObject({ host: '127.0.0.1', port: 0, publicHost: 'hk.example' });
    expect(config.mqtt).toBeUndefined();
  });

  test.each(Object.keys(complete))('%s missing is said in one line', (name) => {
    const env = Object.fromEntries(Object.entries(complete).filter(([key]) => key !== name));
    expect(faultOf(env)).toBe(`configuration: ${name} is missing`);
  });

  test('wrong and unknown settings are all named in one line', () => {
    const fault = faultOf({
      ...complete,
      BAYTRACE_JURISDICTION: 'xx',
      BAYTRACE_PORT: '70000',
      BAYTRACE_PROT: '1',
      DATABASE_URL: 'mysql://x',
    });
    expect(fault).not.toContain('\n');
    for (const part of [
      'BAYTRACE_JURISDICTION must be gd, hk or mo',
      'BAYTRACE_PORT must be a port',
      'BAYTRACE_PROT is not a setting',
      'DATABASE_URL must be a postgres:// address',
    ]) {
      expect(fault).toContain(part);
    }
  });

  test('a TLS certificate needs its key', () => {
    expect(faultOf({ ...complete, BAYTRACE_TLS_CERT: 'a.pem' })).toContain('BAYTRACE_TLS_KEY');
  });
});
