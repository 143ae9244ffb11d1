import 'reflect-metadata';
import { Logger } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';
import { ConfigError, type GatewayConfig, readConfig } from './config/gateway-config.js';
import { createApp } from './create-app.js';

const longestShutdownMs = 5_000;

const configOrExit = (): GatewayConfig => {
  try {
    return readConfig(process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
};

/** Ends within five seconds of SIGTERM or SIGINT, whatever still hangs. */
const endOnSignal = (app: NestFastifyApplication): void => {
  let ending = false;
  const end = (signal: string): void => {
    if (ending) return;
    ending = true;
    setTimeout(() => process.exit(1), longestShutdownMs).unref();
    app.close().then(
      () => process.exit(0),
      (error: unknown) => {
        new Logger('Gateway').error(
          `closing after ${signal}`,
          error instanceof Error ? error.stack : String(error),
        );
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', end).on('SIGINT', end);
};

const start = async (): Promise<void> => {
  const config = configOrExit();
  const app = await createApp(config, AppModule.with(config));
  endOnSignal(app);
  await app.listen(config.http.port, config.http.host);
  const url = await app.getUrl();
  new Logger('Gateway').log({ message: 'ready', jurisdiction: config.jurisdiction, url, pid: process.pid });
};

start().catch((error: unknown) => {
  process.stderr.write(
    `gateway: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exit(1);
});
