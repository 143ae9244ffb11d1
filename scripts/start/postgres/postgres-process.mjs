import { acceptsConnections } from '../readiness.mjs';

const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '150',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Statements may carry passwords and personal data: they are not for logs.
  log_statement: 'none',
  log_min_error_statement: 'panic',
};

/** How PostgreSQL is run: in the foreground, so that its number is the one to watch and to end. */
export const postgresProcess = ({ postgres }, data, account, port) => ({
  name: 'postgres',
  title: 'PostgreSQL',
  command: postgres,
  args: [
    '-D',
    data,
    '-p',
    String(port),
    ...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]),
  ],
  cwd: '/',
  ...account,
  isReady: () => acceptsConnections(port),
  // Fast shutdown; immediate shutdown when forced (PostgreSQL manual, "Shutting Down the Server").
  stopSignal: 'SIGINT',
  stopWithinMs: 8000,
  forceSignal: 'SIGQUIT',
});
