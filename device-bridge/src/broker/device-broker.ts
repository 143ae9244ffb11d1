import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { maxMessageBytes } from '@baytrace/domain/devices';
import { Aedes } from 'aedes';
import type { Client } from 'aedes';
import type { Log, RunningProgram } from '../process/run-program.js';
import { Credentials } from './credentials.js';
import type { MqttUser } from './credentials.js';
import { isPassword } from './password-hash.js';
import { anyCovers } from './topic-access.js';

/** Where the broker listens and who may use it. */
export interface BrokerOptions {
  readonly host: string;
  readonly port: number;
  readonly credentials: string;
}

/** Users of the connected clients, as they signed in. */
class SignedIn {
  private readonly byClient = new Map<Client, MqttUser>();

  constructor(private readonly find: (name: string) => MqttUser | undefined) {}

  add(client: Client, user: MqttUser): void {
    this.byClient.set(client, user);
  }

  remove(client: Client): void {
    this.byClient.delete(client);
  }

  /** The user with its present rights; `undefined` when it was removed or has another password since. */
  userOf(client: Client): MqttUser | undefined {
    const then = this.byClient.get(client);
    const now = then === undefined ? undefined : this.find(then.name);
    return now?.passwordHash === then?.passwordHash ? now : undefined;
  }

  closeRevoked(): void {
    for (const client of this.byClient.keys()) if (this.userOf(client) === undefined) client.close();
  }
}

const ownsClientId = (client: Client, name: string): boolean =>
  client.id === name || client.id.startsWith(`${name}/`);

const authenticate = async (
  credentials: Credentials,
  client: Client,
  name: string,
  password: string,
): Promise<MqttUser | undefined> => {
  const user = credentials.user(name);
  if (user === undefined || !ownsClientId(client, name)) return undefined;
  return (await isPassword(password, user.passwordHash)) ? user : undefined;
};

const guard = (aedes: Aedes, credentials: Credentials, signedIn: SignedIn, log: Log): void => {
  aedes.authenticate = (client, name = '', password = Buffer.alloc(0), done) => {
    authenticate(credentials, client, name, password.toString()).then(
      (user) => {
        if (user === undefined) {
          log('client refused', { client: client.id, user: name });
          done(null, false); // CONNACK 5, not authorized
          return;
        }
        signedIn.add(client, user);
        done(null, true);
      },
      (error: unknown) => {
        log('client refused', { client: client.id, user: name, error: String(error) });
        done(null, false);
      },
    );
  };
  aedes.authorizePublish = (client, packet, done) => {
    const user = client === null ? undefined : signedIn.userOf(client);
    const allowed = user !== undefined && anyCovers(user.publish, packet.topic);
    if (allowed && packet.payload.length <= maxMessageBytes) {
      done(null);
      return;
    }
    log('publication refused', { client: client?.id, topic: packet.topic, bytes: packet.payload.length });
    done(new Error('publication refused'));
  };
  aedes.authorizeSubscribe = (client, subscription, done) => {
    const user = signedIn.userOf(client);
    const allowed = user !== undefined && anyCovers(user.subscribe, subscription.topic);
    if (!allowed) log('subscription refused', { client: client.id, topic: subscription.topic });
    done(null, allowed ? subscription : null);
  };
  aedes.authorizeForward = (client, packet) => {
    const user = signedIn.userOf(client);
    return user !== undefined && anyCovers(user.subscribe, packet.topic) ? packet : null;
  };
  aedes.on('clientDisconnect', (client: Client) => {
    signedIn.remove(client);
  });
  aedes.on('clientError', (client, error) => {
    log('client error', { client: client.id, error: error.message });
  });
  aedes.on('connectionError', (client, error) => {
    log('connection error', { client: client.id, error: error.message });
  });
};

/**
 * Starts an MQTT 3.1.1 broker (aedes) that keeps nothing: a credential per user, an access list per topic, client
 * ids bound to users, so that nobody can take over a session of another.
 * @throws DomainError `BT-INPUT-INVALID` for an unusable credentials file; Error when the port is taken
 */
export const startBroker = async (options: BrokerOptions, log: Log): Promise<RunningProgram> => {
  const aedes = await Aedes.createBroker({ maxClientsIdLength: 200, drainTimeout: 30_000, queueLimit: 1000 });
  const credentials: Credentials = new Credentials(options.credentials, log, () => {
    signedIn.closeRevoked();
  });
  const signedIn = new SignedIn((name) => credentials.user(name));
  guard(aedes, credentials, signedIn, log);
  const reload = (): void => {
    credentials.reload();
  };
  process.on('SIGHUP', reload);
  const server = createServer((socket) => aedes.handle(socket));
  server.listen(options.port, options.host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    ready: { host: options.host, port },
    stop: async () => {
      process.off('SIGHUP', reload);
      credentials.close();
      await new Promise<void>((resolve) => {
        aedes.close(resolve);
      });
      server.close();
    },
  };
};
