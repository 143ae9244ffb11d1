import { z } from 'zod';
import { readArguments } from './process/command-line.js';
import { runProgram } from './process/run-program.js';
import { startBridge } from './start-bridge.js';

const schema = z.strictObject({
  mqtt: z.url({ protocol: /^mqtts?$/u }),
  user: z.string().min(1).max(64),
  'password-file': z.string(),
  state: z.string(),
  devices: z.string(),
  'gateway-keys': z.string(),
  key: z.string(),
});

await runProgram('bridge', (log) => {
  const {
    'password-file': passwordFile,
    'gateway-keys': gatewayKeys,
    ...rest
  } = readArguments(schema, process.argv.slice(2));
  return startBridge({ ...rest, passwordFile, gatewayKeys }, log);
});
