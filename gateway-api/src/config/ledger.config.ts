import { z } from 'zod';

/** Connection file of the ledger, and the certification authority that issues the submitters' certificates. */
export const ledgerEnvironment = z
  .object({
    BAYTRACE_LEDGER_CONNECTION: z.string().min(1),
    BAYTRACE_CA_CERT: z.string().min(1),
    BAYTRACE_CA_KEY: z.string().min(1),
  })
  .transform((env) => ({
    connectionFile: env.BAYTRACE_LEDGER_CONNECTION,
    caCertFile: env.BAYTRACE_CA_CERT,
    caKeyFile: env.BAYTRACE_CA_KEY,
  }));
