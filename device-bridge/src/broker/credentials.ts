import { watchFile, unwatchFile } from 'node:fs';
import { z } from 'zod';
import { readJsonFile } from '../process/command-line.js';
import type { Log } from '../process/run-program.js';
import { passwordHashPattern } from './password-hash.js';

const filterSchema = z
  .string()
  .min(1)
  .max(200)
  .refine((f) => f.split('/').every((level, at, all) => level !== '#' || at === all.length - 1), {
    message: '`#` must be the last level',
  });

/** One MQTT user: a device, a bridge or a gateway, with the topic filters it may use. */
export const mqttUserSchema = z.strictObject({
  name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/u),
  passwordHash: z.string().regex(passwordHashPattern),
  publish: z.array(filterSchema).max(1000),
  subscribe: z.array(filterSchema).max(1000),
});
export type MqttUser = z.infer<typeof mqttUserSchema>;

/** Content of the credentials file. */
export const credentialsSchema = z.strictObject({ users: z.array(mqttUserSchema) });

/** The users of a credentials file, kept up to date with it. */
export class Credentials {
  private users: ReadonlyMap<string, MqttUser>;

  /** @throws DomainError `BT-INPUT-INVALID` for an unusable file */
  constructor(
    private readonly path: string,
    private readonly log: Log,
    private readonly changed: () => void,
  ) {
    this.users = this.load();
    watchFile(path, { interval: 1000 }, () => {
      this.reload();
    });
  }

  user(name: string): MqttUser | undefined {
    return this.users.get(name);
  }

  /** Reads the file again; a file that cannot be used leaves the users as they are and is logged. */
  reload(): void {
    try {
      this.users = this.load();
      this.log('credentials read', { users: this.users.size });
      this.changed();
    } catch (error) {
      this.log('credentials refused', { error: String(error) });
    }
  }

  close(): void {
    unwatchFile(this.path);
  }

  private load(): ReadonlyMap<string, MqttUser> {
    return new Map(readJsonFile(credentialsSchema, this.path).users.map((user) => [user.name, user]));
  }
}
