import { z } from 'zod';
import { startBroker } from './broker/device-broker.js';
import { readArguments } from './process/command-line.js';
import { runProgram } from './process/run-program.js';

const schema = z.strictObject({
  port: z.coerce.number().int().min(0).max(65_535),
  host: z.string().default('127.0.0.1'),
  credentials: z.string(),
});

await runProgram('broker', (log) => startBroker(readArguments(schema, process.argv.slice(2)), log));
