import { z } from 'zod';

/** The broker towards the device bridges; without an address the gateway runs without devices. */
export const mqttEnvironment = z
  .object({
    BAYTRACE_MQTT_URL: z.url({ protocol: /^mqtts?$/u, error: 'must be an mqtt:// address' }).optional(),
    BAYTRACE_MQTT_USER: z.string().min(1).optional(),
    BAYTRACE_MQTT_PASSWORD_FILE: z.string().min(1).optional(),
  })
  .transform((env) =>
    env.BAYTRACE_MQTT_URL === undefined
      ? undefined
      : {
          url: env.BAYTRACE_MQTT_URL,
          user: env.BAYTRACE_MQTT_USER,
          passwordFile: env.BAYTRACE_MQTT_PASSWORD_FILE,
        },
  );
