import { closestName } from './closest-name.ts';
import type { JsonObject } from './json.ts';
import type { ValueReader } from './value-reader.ts';
import type { ValueType } from './value-type.ts';

/** Takes the named fields out of one object, and knows which ones nobody asked for. */
export class ObjectFields {
  readonly #reader: ValueReader;
  readonly #given: JsonObject;
  readonly #asked = new Set<string>();

  constructor(reader: ValueReader, given: JsonObject) {
    this.#reader = reader;
    this.#given = given;
  }

  /** The field's value, or undefined when it is not there. */
  optional<Value>(name: string, type: ValueType<Value>): Value | undefined {
    this.#asked.add(name);
    const json = Object.hasOwn(this.#given, name) ? this.#given[name] : undefined;
    return json === undefined ? undefined : type.read(this.#reader.inner(name, json));
  }

  required<Value>(name: string, type: ValueType<Value>): Value {
    const value = this.optional(name, type);
    if (value === undefined) throw this.#reader.error('CONFIGURATION_VALUE', `the field "${name}" is missing`);
    return value;
  }

  /** The names that were never asked for. */
  others(): string[] {
    return Object.keys(this.#given).filter((name) => !this.#asked.has(name));
  }

  /** Warns of each field that was never asked for, naming the one that was probably meant. */
  warnOfOthers(): void {
    for (const name of this.others()) {
      const meant = closestName(name, this.#asked);
      this.#reader.warn('unknown-key', `unknown field ${name}${meant === undefined ? '' : `; is ${meant} meant?`}`);
    }
  }
}
