import { isDeepStrictEqual } from 'node:util';
import { isJsonObject } from './json.ts';
import { ObjectFields } from './object-fields.ts';
import type { Option, OptionRows, OptionValue } from './option.ts';
import type { ValueReader } from './value-reader.ts';
import type { ValueType } from './value-type.ts';

/** The fields of a section once validated; those not given have their default. */
export type SectionValue<Rows extends OptionRows> = { readonly [Key in keyof Rows]: OptionValue<Rows[Key]> };

/** An object with fixed fields, each an option of its own, as the sections of the peer's plugins are. */
export function section<const Rows extends OptionRows>(rows: Rows): ValueType<SectionValue<Rows>> {
  const label = 'section';
  return {
    label,
    fields: rows,
    read(reader) {
      const given = new ObjectFields(reader, reader.object(label));
      const values: Record<string, unknown> = {};
      for (const [name, option] of Object.entries(rows)) {
        const value = given.optional(name, option.type);
        if (value !== undefined && option.support === 'later') warnOfMissingSupport(reader, name, option);
        values[name] = value ?? defaultOf(reader, name, option);
      }
      given.warnOfOthers();
      // The loop has set every field to what its type reads, which is how SectionValue is defined.
      return values as SectionValue<Rows>;
    },
  };
}

function warnOfMissingSupport(reader: ValueReader, name: string, { default: byDefault, reason }: Option): void {
  const { json } = reader;
  if (isJsonObject(json) && isDeepStrictEqual(json[name], byDefault)) return;
  reader.warn('not-supported-yet', `${name} is not supported yet: ${reason ?? 'it has no effect'}`);
}

function defaultOf(reader: ValueReader, name: string, { default: json, type }: Option): unknown {
  return json === undefined ? undefined : type.read(reader.inner(name, json));
}
