import { DomainError } from '@baytrace/domain';

/** Writes one event with its facts, e.g. to standard error as a JSON line. */
export type Log = (event: string, facts?: Readonly<Record<string, unknown>>) => void;

/** What a started program tells on its ready line, and how it is ended in order. */
export interface RunningProgram {
  readonly ready: Readonly<Record<string, unknown>>;
  readonly stop: () => Promise<void>;
}

const logTo =
  (name: string): Log =>
  (event, facts = {}) => {
    process.stderr.write(
      `${JSON.stringify({ at: new Date().toISOString(), process: name, event, ...facts })}\n`,
    );
  };

/**
 * Runs a program: ready line on standard output, log on standard error, SIGTERM and SIGINT end it with 0, a
 * DomainError at the start with 2, anything unforeseen with 1.
 */
export const runProgram = async (
  name: string,
  start: (log: Log) => Promise<RunningProgram>,
): Promise<void> => {
  const log = logTo(name);
  const fail = (error: unknown): void => {
    log('failed', { error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    process.exit(error instanceof DomainError ? 2 : 1);
  };
  process.on('uncaughtException', fail);
  process.on('unhandledRejection', fail);
  try {
    const program = await start(log);
    const end = (): void => {
      program.stop().then(() => process.exit(0), fail);
    };
    process.once('SIGTERM', end);
    process.once('SIGINT', end);
    process.stdout.write(`${JSON.stringify({ ready: true, process: name, ...program.ready })}\n`);
  } catch (error) {
    fail(error);
  }
};
