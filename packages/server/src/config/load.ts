import { refuseConflicts } from './conflicts.ts';
import { deepFreeze } from './deep-freeze.ts';
import { ConfigurationDocument } from './document.ts';
import { environmentOverrides } from './environment.ts';
import { type EnvironmentValue, environmentValues } from './environment-values.ts';
import { type ConfigurationWarning, configurationWarning } from './errors.ts';
import { layerEntries, mergeDocuments, overrideEntries } from './merge.ts';
import type { Configuration } from './options.ts';
import { readSource, sourceFiles } from './source-files.ts';
import { validate } from './validation.ts';
import { type Environment, substituteVariables } from './variables.ts';

/** Where a configuration comes from. */
export interface ConfigurationSources {
  /** Files, and folders whose `*.json` are read. None: the defaults. */
  readonly paths: readonly string[];
  readonly env: Environment;
  readonly cwd: string;
  /** Folders whose files are secrets; default: none. */
  readonly secretFolders?: readonly string[];
}

export interface LoadedConfiguration {
  readonly configuration: Configuration;
  readonly warnings: readonly ConfigurationWarning[];
  /** The files read, then what the environment gave, in the order in which they count. */
  readonly sources: readonly string[];
}

/** Whole configurations below and above the files; the last one counts most. */
const defaultsNames = ['ISOCENTER_DEFAULTS'];
const documentNames = ['ORTHANC_JSON', 'ISOCENTER_JSON'];

/**
 * Reads, merges and checks the configuration. What counts, the last one most: the defaults of the options,
 * `ISOCENTER_DEFAULTS`, the files, `ORTHANC_JSON`, `ISOCENTER_JSON`, `ORTHANC__KEY`, `ISOCENTER__KEY`. The result cannot
 * be changed.
 * @throws ConfigurationError naming file, line and key, or the variable
 */
export function loadConfiguration({ paths, env, cwd, secretFolders = [] }: ConfigurationSources): LoadedConfiguration {
  const warnings: ConfigurationWarning[] = [];
  const warn = (warning: ConfigurationWarning): void => void warnings.push(warning);
  const files = sourceFiles(paths, cwd).map((file) => readDocument(file, env, warn));
  const folder = files[0]?.folder ?? cwd;
  const values = environmentValues(env, secretFolders);
  const defaults = documentsOf(defaultsNames, values, folder);
  const documents = documentsOf(documentNames, values, folder);
  for (const document of [...defaults, ...files, ...documents]) document.repeatedKeys().forEach(warn);
  const layers = [...defaults.map((document) => [document]), files, ...documents.map((document) => [document])];
  const layered = layers.map(mergeDocuments).reduce(layerEntries, new Map());
  const overrides = environmentOverrides(values);
  const entries = overrideEntries(layered, overrides, folder);
  const configuration = deepFreeze(validate(entries, folder, warn));
  refuseConflicts(configuration);
  const sources = [...layers.flat().map(({ file }) => file), ...overrides.map(({ place }) => place)];
  return { configuration, warnings, sources };
}

/** The documents that variables of these names hold. */
function documentsOf(
  names: readonly string[],
  values: readonly EnvironmentValue[],
  folder: string,
): ConfigurationDocument[] {
  return names.flatMap((wanted) =>
    values
      .filter(({ name }) => name === wanted)
      .map(({ place, text }) => ConfigurationDocument.parse(place, text, folder)),
  );
}

function readDocument(
  file: string,
  env: Environment,
  warn: (warning: ConfigurationWarning) => void,
): ConfigurationDocument {
  const { text, unset } = substituteVariables(readSource(file), env);
  for (const name of unset) {
    warn(configurationWarning('unset-variable', `the environment variable ${name} is not set`, { file }));
  }
  return ConfigurationDocument.parse(file, text);
}
