/** `npm run generate`: OpenAPI document of the gateway → types for the web app; compose file and settings of containers. */
import { requireNode } from './node-version.mjs';

requireNode();
const { compileRooms } = await import('./build/compile-rooms.mjs');
const { writeApiFiles, writesOpenApi } = await import('./generate/generate-api.mjs');
const { writeContainerFiles } = await import('./generate/generate-containers.mjs');

await compileRooms();
if (!writesOpenApi()) {
  console.error('gateway-api/dist/write-openapi.js is missing: the gateway writes no OpenAPI document.');
  process.exit(1);
}
for (const path of await writeApiFiles()) console.log(`written: ${path}`);
const containerFiles = await writeContainerFiles();
console.log(`written: ${containerFiles.length} files of containers (docker-compose.yml, network/compose)`);
