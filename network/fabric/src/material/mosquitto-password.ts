import { pbkdf2Sync, randomBytes } from 'node:crypto';

const iterations = 101;
const keyBytes = 64;
const saltBytes = 12;

/**
 * A line of Mosquitto's password file: `user:$7$iterations$salt$hash`, PBKDF2 with SHA-512 (mosquitto_passwd 2.0). The
 * iterations are mosquitto_passwd's own; the passwords hashed here are random and need no stretching.
 */
export function mosquittoPasswordLine(user: string, password: string): string {
  const salt = randomBytes(saltBytes);
  const hash = pbkdf2Sync(password, salt, iterations, keyBytes, 'sha512');
  return `${user}:$7$${iterations}$${salt.toString('base64')}$${hash.toString('base64')}\n`;
}
