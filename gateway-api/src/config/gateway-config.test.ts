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

  describe('who issues certificates', () => {
    const { BAYTRACE_CA_CERT: cert, BAYTRACE_CA_KEY: key, ...without } = complete;
    const remote = {
      ...without,
      BAYTRACE_CA_URL: 'https://ca.example:7054',
      BAYTRACE_CA_TLS_CERT: 'tls.pem',
      BAYTRACE_CA_REGISTRAR_CERT: 'registrar.pem',
      BAYTRACE_CA_REGISTRAR_KEY: 'registrar.key',
    };

    test('is a CA of files or a Fabric CA', () => {
      expect(readConfig(complete).ledger.authority).toEqual({ kind: 'local', certFile: cert, keyFile: key });
      expect(readConfig({ ...remote, BAYTRACE_CA_NAME: 'ca-hk' }).ledger.authority).toEqual({
        kind: 'fabric-ca',
        url: 'https://ca.example:7054',
        name: 'ca-hk',
        tlsCertFile: 'tls.pem',
        registrarCertFile: 'registrar.pem',
        registrarKeyFile: 'registrar.key',
      });
    });

    test('is not both', () => {
      expect(faultOf({ ...remote, BAYTRACE_CA_KEY: key })).toContain(
        'BAYTRACE_CA_URL and BAYTRACE_CA_KEY exclude each other',
      );
    });

    test('a Fabric CA is told of completely, and reached over TLS alone', () => {
      const { BAYTRACE_CA_REGISTRAR_KEY: left, ...incomplete } = remote;
      expect(left).toBe('registrar.key');
      expect(faultOf(incomplete)).toBe('configuration: BAYTRACE_CA_REGISTRAR_KEY is missing');
      expect(faultOf({ ...remote, BAYTRACE_CA_URL: 'http://ca.example:7054' })).toContain(
        'BAYTRACE_CA_URL must be an https:// address',
      );
    });
  });
});
