import { z } from 'zod';

/**
 * The folder of what is not in the database (uploaded files, master key), and the accounts to import while
 * there is none.
 */
export const stateEnvironment = z
  .object({
    BAYTRACE_STATE: z.string().min(1),
    BAYTRACE_FIRST_ACCOUNTS: z.string().min(1).optional(),
  })
  .transform((env) => ({ folder: env.BAYTRACE_STATE, firstAccountsFile: env.BAYTRACE_FIRST_ACCOUNTS }));
