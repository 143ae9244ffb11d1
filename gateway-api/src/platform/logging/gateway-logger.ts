import { ConsoleLogger } from '@nestjs/common';

/** Nest tells every module and route it sets up; of these only warnings and errors are worth a line. */
const chatty = new Set([
  'InstanceLoader',
  'NestFactory',
  'RoutesResolver',
  'RouterExplorer',
  'NestApplication',
]);

/** One JSON object a line on standard output. */
export class GatewayLogger extends ConsoleLogger {
  /** @param quiet only fatal errors, for tests */
  constructor(quiet: boolean) {
    super({ json: true, logLevels: quiet ? ['fatal'] : ['log', 'warn', 'error', 'fatal'] });
  }

  override log(message: unknown, ...rest: unknown[]): void {
    const context = rest.at(-1);
    if (typeof context === 'string' && chatty.has(context)) return;
    super.log(message, ...rest);
  }
}
