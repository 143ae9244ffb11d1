import { z } from 'zod';

/** A JSON Schema 2020-12 object as OpenAPI 3.1 carries it. */
export type JsonSchema = Record<string, unknown>;

const rewriteRefs = (value: unknown, names: ReadonlyMap<string, string>): unknown => {
  if (Array.isArray(value)) return value.map((item) => rewriteRefs(item, names));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== '$schema')
      .map(([key, member]) => {
        if (key !== '$ref' || typeof member !== 'string') return [key, rewriteRefs(member, names)];
        const name = member.replace('#/$defs/', '');
        return [key, `#/components/schemas/${names.get(name) ?? name}`];
      }),
  );
};

/**
 * Collects the named schemas (`.meta({ id })`) of a document. A schema whose shape differs between what is
 * taken and what is given (defaults) appears twice, the taken one as `<id>Input`.
 */
export class SchemaComponents {
  readonly #schemas = new Map<string, JsonSchema>();

  /** The named schemas so far, by name. */
  get all(): Readonly<Record<string, JsonSchema>> {
    return Object.fromEntries([...this.#schemas].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** JSON Schema of what a route takes (`input`) or gives (`output`), with references to the named ones. */
  of(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
    const { $defs = {}, ...root } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as JsonSchema & {
      $defs?: Record<string, JsonSchema>;
    };
    const names = this.#namesFor(schema, $defs, io);
    for (const [id, definition] of Object.entries($defs)) {
      this.#schemas.set(names.get(id) ?? id, rewriteRefs(definition, names) as JsonSchema);
    }
    return rewriteRefs(root, names) as JsonSchema;
  }

  #namesFor(
    schema: z.ZodType,
    taken: Record<string, JsonSchema>,
    io: 'input' | 'output',
  ): Map<string, string> {
    if (io === 'output') return new Map();
    const other = z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' }) as {
      $defs?: Record<string, JsonSchema>;
    };
    const given = other.$defs ?? {};
    const differs = new Set(
      Object.keys(taken).filter((id) => JSON.stringify(taken[id]) !== JSON.stringify(given[id])),
    );
    // whoever refers to a schema that appears twice appears twice as well
    for (let size = -1; size !== differs.size;) {
      size = differs.size;
      for (const [id, definition] of Object.entries(taken)) {
        const text = JSON.stringify(definition);
        if ([...differs].some((d) => text.includes(`"#/$defs/${d}"`))) differs.add(id);
      }
    }
    return new Map([...differs].map((id) => [id, `${id}Input`]));
  }
}
