import { z } from 'zod';

const port = z
  .string()
  .regex(/^\d{1,5}$/u, 'must be a port number')
  .transform(Number)
  .refine((n) => n <= 65535, 'must be a port number');

/**
 * Where the gateway listens, the built web app it serves, the host printed into codes and, when both files are
 * given, the certificate that turns TLS on. Port 0 takes a free one.
 */
export const httpEnvironment = z
  .object({
    BAYTRACE_HOST: z.string().min(1).default('127.0.0.1'),
    BAYTRACE_PORT: port,
    BAYTRACE_PUBLIC_HOST: z
      .string()
      .regex(/^[A-Za-z0-9.-]+(?::\d{1,5})?$/u, 'must be a host, with a port or not'),
    BAYTRACE_WEB_ROOT: z.string().min(1).optional(),
    BAYTRACE_TLS_CERT: z.string().min(1).optional(),
    BAYTRACE_TLS_KEY: z.string().min(1).optional(),
  })
  .refine((env) => (env.BAYTRACE_TLS_CERT === undefined) === (env.BAYTRACE_TLS_KEY === undefined), {
    path: ['BAYTRACE_TLS_CERT'],
    message: 'and BAYTRACE_TLS_KEY are given together or not at all',
  })
  .transform((env) => ({
    host: env.BAYTRACE_HOST,
    port: env.BAYTRACE_PORT,
    publicHost: env.BAYTRACE_PUBLIC_HOST,
    webRoot: env.BAYTRACE_WEB_ROOT,
    tls:
      env.BAYTRACE_TLS_CERT === undefined || env.BAYTRACE_TLS_KEY === undefined
        ? undefined
        : { certFile: env.BAYTRACE_TLS_CERT, keyFile: env.BAYTRACE_TLS_KEY },
  }));
