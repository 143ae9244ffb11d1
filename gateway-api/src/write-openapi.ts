import 'reflect-metadata';
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
// loading the modules declares their routes
import { gatewayModules } from './app.module.js';
import { openApiDocument } from './platform/http/openapi/openapi-document.js';

/** Writes `gateway-api/openapi.json` (or the file named as argument) without database or ledger. */
const file = process.argv[2] ?? fileURLToPath(new URL('../openapi.json', import.meta.url));
if (gatewayModules.length === 0) throw new Error('no modules, no routes');
await writeFile(file, `${JSON.stringify(openApiDocument(), null, 2)}\n`);
