import { isDeepStrictEqual } from 'node:util';
import { closestName } from './closest-name.ts';
import { type ConfigurationWarning, configurationWarning } from './errors.ts';
import { isJsonObject } from './json.ts';
import type { ConfigurationEntry } from './merge.ts';
import type { Option } from './option.ts';
import { type Configuration, options } from './options.ts';
import { pluginSections } from './plugin-sections.ts';
import { ValueReader } from './value-reader.ts';

/** A configuration made of the given values and of defaults, whose paths start from `folder`. */
export function validate(
  entries: ReadonlyMap<string, ConfigurationEntry>,
  folder: string,
  warn: (warning: ConfigurationWarning) => void,
): Configuration {
  const values: Record<string, unknown> = {};
  for (const [key, option] of options) {
    const entry = entries.get(key);
    if (entry !== undefined) warnOfMissingSupport(key, option, entry, warn);
    const { json, ...origin } = entry ?? { json: option.default, folder, locate: () => ({}) };
    values[key] = json === undefined ? undefined : option.type.read(new ValueReader(json, [key], { ...origin, warn }));
  }
  for (const [key, entry] of entries) {
    if (!options.has(key)) warn(unknownKeyWarning(key, entry));
  }
  // The loop has set every key of the table to what its type reads, which is how Configuration is defined.
  return values as Configuration;
}

function warnOfMissingSupport(
  key: string,
  option: Option,
  entry: ConfigurationEntry,
  warn: (warning: ConfigurationWarning) => void,
): void {
  if (option.support !== 'later' || isDeepStrictEqual(entry.json, option.default)) return;
  const problem = `not supported yet: ${option.reason ?? 'it has no effect'}`;
  warn(configurationWarning('not-supported-yet', problem, { ...entry.locate([key]), key }));
}

function unknownKeyWarning(key: string, { json, locate }: ConfigurationEntry): ConfigurationWarning {
  const place = { ...locate([key]), key };
  const meant = closestName(key, options.keys());
  if (pluginSections.has(key) || (isJsonObject(json) && meant === undefined)) {
    return configurationWarning('plugin-section', 'a section for a plugin, not supported yet', place);
  }
  const hint = meant === undefined ? '' : `; is ${meant} meant?`;
  return configurationWarning('unknown-key', `unknown option${hint}`, place);
}
