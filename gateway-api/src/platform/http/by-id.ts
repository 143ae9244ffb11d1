import { idSchema } from '@baytrace/domain/identifiers';
import { z } from 'zod';

/** Path parameters of a route of one thing, `/:id`. */
export const byIdSchema = z.strictObject({ id: idSchema });
export type ById = z.infer<typeof byIdSchema>;
