import { readFileSync } from 'node:fs';
import { z } from 'zod';

const withPassword = (url: string, file: string): string => {
  const address = new URL(url);
  address.password = encodeURIComponent(readFileSync(file, 'utf8').trimEnd());
  return address.href;
};

/**
 * The PostgreSQL database of this gateway: a `postgres://` address. Its password may stand in a file of its own, so that
 * it is in no environment.
 */
export const databaseEnvironment = z
  .object({
    DATABASE_URL: z.url({ protocol: /^postgres(?:ql)?$/u, error: 'must be a postgres:// address' }),
    DATABASE_PASSWORD_FILE: z.string().min(1).optional(),
  })
  .transform(({ DATABASE_URL: url, DATABASE_PASSWORD_FILE: file }, context) => {
    if (file === undefined) return { url };
    try {
      return { url: withPassword(url, file) };
    } catch {
      context.addIssue({ code: 'custom', path: ['DATABASE_PASSWORD_FILE'], message: 'cannot be read' });
      return z.NEVER;
    }
  });
