import {
  ConfigurationError,
  type ConfigurationErrorCode,
  type ConfigurationPlace,
  type ConfigurationWarning,
  configurationWarning,
} from './errors.ts';
import { isJsonObject, type JsonObject, type JsonValue, jsonTypeName } from './json.ts';

/** Steps from the top of the configuration to a value: option, field, array position. */
export type ValuePath = readonly (string | number)[];

/** What surrounds the values being read: their folder, where they are written, and who hears the warnings. */
export interface ReadingContext {
  /** Relative paths are relative to this folder. */
  readonly folder: string;
  locate(path: ValuePath): ConfigurationPlace;
  warn(warning: ConfigurationWarning): void;
}

/** Reads one JSON value; every failure is a ConfigurationError that knows its place. */
export class ValueReader {
  readonly json: JsonValue;
  readonly path: ValuePath;
  readonly #context: ReadingContext;

  constructor(json: JsonValue, path: ValuePath, context: ReadingContext) {
    this.json = json;
    this.path = path;
    this.#context = context;
  }

  /** The folder that relative paths of this value start from. */
  get folder(): string {
    return this.#context.folder;
  }

  /** A reader of a value inside this one. */
  inner(step: string | number, json: JsonValue): ValueReader {
    return new ValueReader(json, [...this.path, step], this.#context);
  }

  /** A reader of another spelling of the same value. */
  as(json: JsonValue): ValueReader {
    return new ValueReader(json, this.path, this.#context);
  }

  /** The error to throw for this value. */
  error(code: ConfigurationErrorCode, problem: string): ConfigurationError {
    return new ConfigurationError(code, problem, this.#place());
  }

  /** The error to throw for a value of the wrong JSON type. */
  typeError(expected: string): ConfigurationError {
    return this.error('CONFIGURATION_TYPE', `expected ${expected}, got ${jsonTypeName(this.json)}`);
  }

  warn(code: ConfigurationWarning['code'], problem: string): void {
    this.#context.warn(configurationWarning(code, problem, this.#place()));
  }

  /** The value as an object. */
  object(expected: string): JsonObject {
    if (!isJsonObject(this.json)) throw this.typeError(expected);
    return this.json;
  }

  #place(): ConfigurationPlace {
    return { ...this.#context.locate(this.path), key: this.path.join('.') };
  }
}

/** A reader of a value that comes from no file, such as the body of a request. */
export function detachedReader(
  json: JsonValue,
  path: ValuePath,
  warn: (warning: ConfigurationWarning) => void = () => {},
): ValueReader {
  return new ValueReader(json, path, { folder: '.', locate: () => ({}), warn });
}
