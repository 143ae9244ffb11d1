import { deviceIdSchema } from '@baytrace/domain/devices';
import { jurisdictionSchema } from '@baytrace/domain/ledger';
import { z } from 'zod';
import { driverNames } from '../devices/driver-register.js';

/** One device of a bridge; `user` and `passwordFile` only where it has an MQTT credential of its own. */
export const deviceConfigSchema = z.strictObject({
  device: deviceIdSchema,
  kind: z.enum(['inkjet', 'laser']),
  driver: z.enum(driverNames),
  host: z.string().min(1).max(253),
  port: z.int().min(1).max(65_535),
  user: z.string().min(1).max(64).optional(),
  passwordFile: z.string().min(1).optional(),
});
export type DeviceConfig = z.infer<typeof deviceConfigSchema>;

/** The devices file of a bridge: the only addresses it connects to. */
export const devicesFileSchema = z.strictObject({
  jurisdiction: jurisdictionSchema,
  devices: z
    .array(deviceConfigSchema)
    .min(1)
    .max(200)
    .refine((list) => new Set(list.map((d) => d.device)).size === list.length, { message: 'a device twice' }),
});
