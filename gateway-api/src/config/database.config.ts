import { z } from 'zod';

/** The PostgreSQL database of this gateway: a `postgres://` address. */
export const databaseEnvironment = z
  .object({ DATABASE_URL: z.url({ protocol: /^postgres(?:ql)?$/u, error: 'must be a postgres:// address' }) })
  .transform((env) => ({ url: env.DATABASE_URL }));
