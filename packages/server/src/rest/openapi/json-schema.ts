/** A JSON Schema of the document. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** Schemas that have a name of their own: they stand once in the document, and are referred to. */
export class SchemaComponents {
  readonly #named = new Map<string, JsonSchema>();

  /** The schema as the document shows it: each part with an `$id` becomes a reference. */
  add(schema: object): JsonSchema {
    return this.#rewritten(schema) as JsonSchema;
  }

  /** All named schemas, by name. */
  get all(): Readonly<Record<string, JsonSchema>> {
    return Object.fromEntries([...this.#named].toSorted(([left], [right]) => (left < right ? -1 : 1)));
  }

  #rewritten(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((item) => this.#rewritten(item));
    if (typeof value !== 'object' || value === null) return value;
    const { $id, ...rest } = value as { readonly $id?: unknown };
    const entries = Object.entries(rest).map(([key, part]): [string, unknown] => [key, this.#rewritten(part)]);
    const schema = Object.fromEntries(entries);
    if (typeof $id !== 'string') return schema;
    this.#named.set($id, schema);
    return { $ref: `#/components/schemas/${$id}` };
  }
}
