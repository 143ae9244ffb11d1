import { z } from 'zod';
import { readArguments } from './process/command-line.js';
import { runProgram } from './process/run-program.js';
import { startVirtualCoder } from './virtual-coder/start-virtual-coder.js';

const schema = z.strictObject({
  port: z.coerce.number().int().min(0).max(65_535),
  host: z.string().default('127.0.0.1'),
  tape: z.string(),
  state: z.string(),
  rate: z.coerce.number().positive().max(100_000).default(2000),
  depth: z.coerce.number().int().min(1).max(100_000).default(1000),
  'max-payload': z.coerce.number().int().min(1).max(1000).default(200),
  underrun: z.enum(['stop', 'repeat', 'skip']).default('stop'),
  fault: z.string().default(''),
  seed: z.coerce.number().int().default(1),
});

await runProgram('virtual-coder', (log) => {
  const { 'max-payload': maxPayload, ...rest } = readArguments(schema, process.argv.slice(2));
  return startVirtualCoder({ ...rest, maxPayload }, log);
});
