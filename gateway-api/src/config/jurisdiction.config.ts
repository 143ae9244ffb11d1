import { z } from 'zod';

/** Which of the three jurisdictions this gateway serves. */
export const jurisdictionEnvironment = z
  .object({ BAYTRACE_JURISDICTION: z.enum(['gd', 'hk', 'mo'], { error: 'must be gd, hk or mo' }) })
  .transform((env) => ({ jurisdiction: env.BAYTRACE_JURISDICTION.toUpperCase() as 'GD' | 'HK' | 'MO' }));
