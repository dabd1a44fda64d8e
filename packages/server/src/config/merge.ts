import type { ConfigurationDocument } from './document.ts';
import { applyOverride, type EnvironmentOverride } from './environment.ts';
import { ConfigurationError, type ConfigurationPlace } from './errors.ts';
import { isJsonObject, type JsonObject, type JsonValue } from './json.ts';
import { optionAliases } from './options.ts';
import type { ValuePath } from './value-reader.ts';

/** One top-level value and where it comes from. */
export interface ConfigurationEntry {
  readonly json: JsonValue;
  /** Relative paths inside it are relative to this folder. */
  readonly folder: string;
  locate(path: ValuePath): ConfigurationPlace;
}

/**
 * The top-level values of all files together, by key; older keys under their current name.
 * @throws ConfigurationError when two files, or an old and a new name, set the same key
 */
export function mergeDocuments(documents: readonly ConfigurationDocument[]): Map<string, ConfigurationEntry> {
  const entries = new Map<string, ConfigurationEntry>();
  for (const document of documents) {
    for (const [writtenKey, json] of document.entries()) {
      const key = optionAliases.get(writtenKey) ?? writtenKey;
      const first = entries.get(key)?.locate([key]);
      if (first !== undefined) {
        const place = { ...document.locate([writtenKey]), key: writtenKey };
        const other = first.line === undefined ? first.file : `${first.file}:${first.line}`;
        throw new ConfigurationError('CONFIGURATION_DUPLICATE_KEY', `already set in ${other}`, place);
      }
      entries.set(key, {
        json,
        folder: document.folder,
        locate: ([, ...inner]) => document.locate([writtenKey, ...inner]),
      });
    }
  }
  return entries;
}

/** Entries upon others: objects become one, every other value takes the place of the one below. */
export function layerEntries(
  below: ReadonlyMap<string, ConfigurationEntry>,
  above: ReadonlyMap<string, ConfigurationEntry>,
): Map<string, ConfigurationEntry> {
  const result = new Map(below);
  for (const [key, entry] of above) {
    const under = result.get(key);
    result.set(key, under === undefined ? entry : layerEntry(under, entry));
  }
  return result;
}

function layerEntry(below: ConfigurationEntry, above: ConfigurationEntry): ConfigurationEntry {
  const { json } = above;
  if (!isJsonObject(json) || !isJsonObject(below.json)) return above;
  return {
    json: layerObjects(below.json, json),
    folder: below.folder,
    locate: (path) => (isWritten(json, path.slice(1)) ? above : below).locate(path),
  };
}

/** Object.fromEntries defines own properties, so a name like __proto__ is only a name. */
function layerObjects(below: JsonObject, above: JsonObject): JsonObject {
  const merged = Object.entries(above).map(([name, json]): [string, JsonValue] => {
    const under = Object.hasOwn(below, name) ? below[name] : undefined;
    return [name, isJsonObject(json) && isJsonObject(under) ? layerObjects(under, json) : json];
  });
  return Object.fromEntries([...Object.entries(below), ...merged]);
}

function isWritten(json: JsonValue | undefined, [step, ...rest]: ValuePath): boolean {
  if (step === undefined) return true;
  if (!isJsonObject(json)) return json !== undefined;
  return Object.hasOwn(json, step) && isWritten(json[step], rest);
}

/** The entries after the environment has changed some of them. */
export function overrideEntries(
  entries: ReadonlyMap<string, ConfigurationEntry>,
  overrides: readonly EnvironmentOverride[],
  folder: string,
): Map<string, ConfigurationEntry> {
  const result = new Map(entries);
  for (const override of overrides) {
    const key = optionAliases.get(override.path[0]) ?? override.path[0];
    const before = result.get(key);
    const place = { file: override.place };
    result.set(key, {
      json: applyOverride(before?.json, override),
      folder: before?.folder ?? folder,
      locate: (path) => (before === undefined || isInside(path, override.path) ? place : before.locate(path)),
    });
  }
  return result;
}

function isInside(path: ValuePath, outer: readonly string[]): boolean {
  return outer.every((step, position) => position === 0 || String(path[position]).toLowerCase() === step.toLowerCase());
}
