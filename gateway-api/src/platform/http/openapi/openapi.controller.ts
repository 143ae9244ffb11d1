import { Controller } from '@nestjs/common';
import { z } from 'zod';
import { Route } from '../route.js';
import { openApiDocument } from './openapi-document.js';

/** The machine-readable description of this interface. */
@Controller()
export class OpenapiController {
  #document: Record<string, unknown> | undefined;

  @Route('GET /openapi.json', {
    base: '/api',
    permission: 'public',
    summary: 'This interface as OpenAPI 3.1',
    ok: { schema: z.record(z.string(), z.unknown()) },
  })
  document(): Record<string, unknown> {
    this.#document ??= openApiDocument();
    return this.#document;
  }
}
