import type { z } from 'zod';
import { databaseEnvironment } from './database.config.js';
import { httpEnvironment } from './http.config.js';
import { jurisdictionEnvironment } from './jurisdiction.config.js';
import { ledgerEnvironment } from './ledger.config.js';
import { mqttEnvironment } from './mqtt.config.js';
import { stateEnvironment } from './state.config.js';

/** The configuration of one gateway, checked at start; inject it by this class. */
export abstract class GatewayConfig {
  abstract readonly jurisdiction: 'GD' | 'HK' | 'MO';
  abstract readonly http: z.infer<typeof httpEnvironment>;
  abstract readonly database: z.infer<typeof databaseEnvironment>;
  abstract readonly state: z.infer<typeof stateEnvironment>;
  abstract readonly ledger: z.infer<typeof ledgerEnvironment>;
  abstract readonly mqtt: z.infer<typeof mqttEnvironment>;
}

/** A setting is missing, wrong or unknown; `message` is one line that names each of them. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const concerns = [
  databaseEnvironment,
  httpEnvironment,
  jurisdictionEnvironment,
  ledgerEnvironment,
  mqttEnvironment,
  stateEnvironment,
] as const;

const known = new Set(concerns.flatMap((schema) => Object.keys(schema.in.shape)));

/** Settings of the start script that its children inherit. */
const foreign = /^BAYTRACE_DB_/u;

const unknownSettings = (env: NodeJS.ProcessEnv): string[] =>
  Object.keys(env)
    .filter((name) => name.startsWith('BAYTRACE_') && !known.has(name) && !foreign.test(name))
    .map((name) => `${name} is not a setting`);

const wrongSettings = (env: NodeJS.ProcessEnv): string[] =>
  concerns.flatMap((schema) => {
    const result = schema.safeParse(env);
    if (result.success) return [];
    return result.error.issues.map((issue) => {
      const name = issue.path.join('.');
      return env[name] === undefined ? `${name} is missing` : `${name} ${issue.message}`;
    });
  });

/**
 * Reads the configuration from the environment.
 * @throws ConfigError with one line that names every missing, wrong or unknown `BAYTRACE_…` setting.
 */
export const readConfig = (env: NodeJS.ProcessEnv): GatewayConfig => {
  const faults = [...wrongSettings(env), ...unknownSettings(env)];
  if (faults.length > 0) throw new ConfigError(`configuration: ${faults.join('; ')}`);
  return {
    ...jurisdictionEnvironment.parse(env),
    http: httpEnvironment.parse(env),
    database: databaseEnvironment.parse(env),
    state: stateEnvironment.parse(env),
    ledger: ledgerEnvironment.parse(env),
    mqtt: mqttEnvironment.parse(env),
  };
};
