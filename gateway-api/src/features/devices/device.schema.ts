import { z } from 'zod';
import { deviceIdSchema } from '@baytrace/domain/devices';
import { pageOf, pageQuerySchema } from '../../platform/http/paging.js';
import { versionSchema } from '../../platform/http/version.js';

export const deviceParams = z.strictObject({ id: deviceIdSchema });

export const deviceViewSchema = z
  .strictObject({
    id: deviceIdSchema,
    name: z.string(),
    kind: z.enum(['inkjet', 'laser']),
    line: z.string().nullable(),
    state: z.enum(['online', 'offline']),
    condition: z.enum(['connecting', 'idle', 'marking', 'fault', 'offline']),
    fault: z.string().nullable(),
    bufferDepth: z.int().nullable().describe('records the device holds; null until it was reached'),
    lastSeen: z.string(),
    own: z.boolean().describe('false: no enterprise has taken the device into use yet'),
    key: z.string().describe('name of the key by which its bridge is known here'),
    offeredKey: z.string().nullable().describe('another key a bridge speaks with; refused until accepted'),
    version: versionSchema,
  })
  .meta({ id: 'Device' });
export type DeviceView = z.infer<typeof deviceViewSchema>;

export const devicePageSchema = pageOf('DevicePage', deviceViewSchema);
export { pageQuerySchema as deviceQuerySchema };

/** What an enterprise calls the device, its line, and the bridge key it trusts from now on. */
export const deviceChangesSchema = z
  .strictObject({
    name: z.string().trim().min(1).max(80).optional(),
    line: z.string().trim().min(1).max(80).optional(),
    acceptKey: z.string().max(100).optional().describe('the `offeredKey` to be trusted instead'),
    version: versionSchema,
  })
  .meta({ id: 'DeviceChanges' });
export type DeviceChanges = z.infer<typeof deviceChangesSchema>;
