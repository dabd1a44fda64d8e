import { resolve } from 'node:path';
import type { JsonValue } from './json.ts';
import type { OptionRows } from './option.ts';
import type { ValueReader } from './value-reader.ts';

/** What an option may hold: its name for people, and how a value is checked and taken in. */
export interface ValueType<Value> {
  /** Also the words of an error message after "expected". */
  readonly label: string;
  /** Allowed values, for people: `1–65535`, or a list of names. */
  readonly range?: string;
  /** Text written without quotes, as in an environment variable, is taken as it is. */
  readonly isText?: boolean;
  /** The type of each entry, when the value is an object with names chosen by the user. */
  readonly entries?: ValueType<unknown>;
  /** The type of each item, when the value is an array. */
  readonly items?: ValueType<unknown>;
  /** The fields of an object that has fixed ones, see `section`. */
  readonly fields?: OptionRows;
  read(reader: ValueReader): Value;
}

export function boolean(): ValueType<boolean> {
  return {
    label: 'boolean',
    read(reader) {
      if (typeof reader.json !== 'boolean') throw reader.typeError('boolean');
      return reader.json;
    },
  };
}

export function integer(minimum: number, maximum: number = Number.MAX_SAFE_INTEGER): ValueType<number> {
  const range = maximum === Number.MAX_SAFE_INTEGER ? `${minimum} or more` : `${minimum}–${maximum}`;
  return {
    label: 'integer',
    range,
    read(reader) {
      const { json } = reader;
      if (typeof json !== 'number' || !Number.isInteger(json)) throw reader.typeError('integer');
      if (json < minimum || json > maximum) throw reader.error('CONFIGURATION_RANGE', `must be ${range}`);
      return json;
    },
  };
}

export function text(label = 'string'): ValueType<string> {
  return {
    label,
    isText: true,
    read(reader) {
      if (typeof reader.json !== 'string') throw reader.typeError(label);
      return reader.json;
    },
  };
}

/** Text of a given form; `form` completes "must be …". */
export function textMatching(label: string, pattern: RegExp, form: string): ValueType<string> {
  return {
    label,
    isText: true,
    read(reader) {
      const value = text(label).read(reader);
      if (!pattern.test(value)) throw reader.error('CONFIGURATION_VALUE', `must be ${form}`);
      return value;
    },
  };
}

/** A file or folder name, made absolute from the folder of the configuration. */
export function path(): ValueType<string> {
  return { label: 'path', isText: true, read: (reader) => resolve(reader.folder, text('path').read(reader)) };
}

/** A file name, or "" for none. */
export function optionalPath(): ValueType<string> {
  return { label: 'path', isText: true, read: (reader) => (reader.json === '' ? '' : path().read(reader)) };
}

/** One of some names; `synonyms` are other spellings accepted for them. */
export function oneOf<const Name extends string>(
  names: readonly Name[],
  synonyms: ReadonlyMap<JsonValue, Name> = new Map(),
): ValueType<Name> {
  const range = names.map((name) => `"${name}"`).join(', ');
  return {
    label: 'string',
    range,
    read(reader) {
      const synonym = synonyms.get(reader.json);
      if (synonym !== undefined) return synonym;
      if (typeof reader.json !== 'string') throw reader.typeError(`one of ${range}`);
      const name = names.find((candidate) => candidate === reader.json);
      if (name === undefined) throw reader.error('CONFIGURATION_VALUE', `must be one of ${range}`);
      return name;
    },
  };
}

export function listOf<Item>(item: ValueType<Item>): ValueType<readonly Item[]> {
  const label = `array of ${item.label}`;
  return {
    label,
    items: item,
    ...(item.range === undefined ? {} : { range: item.range }),
    read(reader) {
      if (!Array.isArray(reader.json)) throw reader.typeError(label);
      return reader.json.map((json, position) => item.read(reader.inner(position, json)));
    },
  };
}

/** An object whose names the user chooses. */
export function mapOf<Item>(item: ValueType<Item>): ValueType<Readonly<Record<string, Item>>> {
  const label = `object of ${item.label}`;
  return {
    label,
    entries: item,
    ...(item.range === undefined ? {} : { range: item.range }),
    read(reader) {
      const entries = Object.entries(reader.object(label));
      // Object.fromEntries defines own properties, so a name like __proto__ is only a name.
      return Object.fromEntries(entries.map(([name, json]) => [name, item.read(reader.inner(name, json))]));
    },
  };
}

/** An object of switches with fixed names; those not given keep their default. */
export function switches<const Name extends string>(
  names: readonly Name[],
  initial: boolean,
): ValueType<Readonly<Record<Name, boolean>>> {
  const label = 'object of boolean';
  return {
    label,
    entries: boolean(),
    range: names.join(', '),
    read(reader) {
      const given = reader.object(label);
      for (const name of Object.keys(given)) {
        if (!names.some((known) => known === name)) reader.warn('unknown-key', `"${name}" is not one of its names`);
      }
      const switchOf = (name: Name): boolean => {
        const json = Object.hasOwn(given, name) ? given[name] : undefined;
        return json === undefined ? initial : boolean().read(reader.inner(name, json));
      };
      return Object.fromEntries(names.map((name) => [name, switchOf(name)])) as Record<Name, boolean>;
    },
  };
}
