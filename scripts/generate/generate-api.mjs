import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { inRepository } from '../repository.mjs';
import { runNode } from '../terminal/run-command.mjs';

const writer = () => inRepository('gateway-api/dist/write-openapi.js');

/** Where the document and the types made from it are kept, from the repository's root. */
export const apiFiles = { document: 'gateway-api/openapi.json', types: ['web/src/api/schema.d.ts'] };

/** True once the built gateway can write its OpenAPI document. */
export const writesOpenApi = () => existsSync(writer());

const writeDocument = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'baytrace-openapi-'));
  const file = join(folder, 'openapi.json');
  try {
    await runNode(writer(), [file], { quiet: true });
    return readFileSync(file, 'utf8');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/**
 * Makes the OpenAPI document of the built gateway and the types from it, in memory.
 * @returns path in the repository → text
 */
export const makeApiFiles = async () => {
  const document = await writeDocument();
  const { default: openapi, astToString } = await import('openapi-typescript');
  const types = astToString(await openapi(document, { alphabetize: true }));
  const notice = '// Generated from gateway-api/openapi.json by `npm run generate`; do not edit.\n';
  return new Map([
    [apiFiles.document, document],
    ...apiFiles.types.map((path) => [path, `${notice}${types}`]),
  ]);
};

/** Writes the OpenAPI document and its types into the repository. */
export const writeApiFiles = async () => {
  const files = await makeApiFiles();
  for (const [path, text] of files) {
    mkdirSync(dirname(inRepository(path)), { recursive: true });
    writeFileSync(inRepository(path), text);
  }
  return [...files.keys()];
};
