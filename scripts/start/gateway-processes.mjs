import { existsSync } from 'node:fs';
import { inRepository } from '../repository.mjs';
import { jurisdictions, nameOf } from './jurisdictions.mjs';
import { answersOk } from './readiness.mjs';

/** Address of a gateway, and of the web app it serves. */
export const gatewayUrl = (ports, jurisdiction) => `http://127.0.0.1:${ports[`gateway-${jurisdiction}`]}`;

/** Host printed into codes: reserved example domains (RFC 2606), short enough for a version-3 QR code. */
const publicHost = (jurisdiction) => `${jurisdiction}.example`;

const webRoot = () => {
  const folder = inRepository('web/dist');
  return existsSync(folder) ? { BAYTRACE_WEB_ROOT: folder } : {};
};

const gatewayEnvironment = ({ state, ports, ledger }, jurisdiction, { database, accounts, mqtt }) => {
  const authority = ledger.authorityFiles(state, jurisdiction);
  return {
    NODE_ENV: 'production',
    BAYTRACE_JURISDICTION: jurisdiction,
    BAYTRACE_HOST: '127.0.0.1',
    BAYTRACE_PORT: String(ports[`gateway-${jurisdiction}`]),
    BAYTRACE_PUBLIC_HOST: publicHost(jurisdiction),
    BAYTRACE_STATE: state.path(`gateway-${jurisdiction}`),
    BAYTRACE_FIRST_ACCOUNTS: accounts,
    BAYTRACE_LEDGER_CONNECTION: state.connection,
    BAYTRACE_CA_CERT: authority.certificate,
    BAYTRACE_CA_KEY: authority.key,
    BAYTRACE_MQTT_URL: mqtt.url,
    BAYTRACE_MQTT_USER: mqtt.user,
    BAYTRACE_MQTT_PASSWORD_FILE: mqtt.passwordFile,
    DATABASE_URL: database,
    ...webRoot(),
  };
};

/**
 * A gateway per jurisdiction.
 * @param settings `{ databases, accounts, mqtt }`, each by jurisdiction
 */
export const gatewayProcesses = (house, { databases, accounts, mqtt }) =>
  jurisdictions.map((jurisdiction) => ({
    name: `gateway-${jurisdiction}`,
    title: `the gateway of ${nameOf[jurisdiction]}`,
    command: process.execPath,
    args: ['--enable-source-maps', inRepository('gateway-api/dist/main.js')],
    cwd: inRepository('gateway-api'),
    env: gatewayEnvironment(house, jurisdiction, {
      database: databases[jurisdiction],
      accounts: accounts[jurisdiction],
      mqtt: mqtt[jurisdiction],
    }),
    isReady: () => answersOk(`${gatewayUrl(house.ports, jurisdiction)}/api/v1/health/ready`),
    readyWithinMs: 90_000,
    stopWithinMs: 6000,
  }));
