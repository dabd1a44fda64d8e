import { refuseConflicts } from './conflicts.ts';
import { deepFreeze } from './deep-freeze.ts';
import { ConfigurationDocument } from './document.ts';
import { environmentOverrides } from './environment.ts';
import { type ConfigurationWarning, configurationWarning } from './errors.ts';
import { mergeDocuments, overrideEntries } from './merge.ts';
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
}

export interface LoadedConfiguration {
  readonly configuration: Configuration;
  readonly warnings: readonly ConfigurationWarning[];
  /** The files read, then the environment variables used, in the order in which they count. */
  readonly sources: readonly string[];
}

/**
 * Reads, merges and checks the configuration. The result cannot be changed.
 * @throws ConfigurationError naming file, line and key
 */
export function loadConfiguration({ paths, env, cwd }: ConfigurationSources): LoadedConfiguration {
  const warnings: ConfigurationWarning[] = [];
  const warn = (warning: ConfigurationWarning): void => void warnings.push(warning);
  const documents = sourceFiles(paths, cwd).map((file) => readDocument(file, env, warn));
  for (const document of documents) document.repeatedKeys().forEach(warn);
  const folder = documents[0]?.folder ?? cwd;
  const overrides = environmentOverrides(env);
  const entries = overrideEntries(mergeDocuments(documents), overrides, folder);
  const configuration = deepFreeze(validate(entries, folder, warn));
  refuseConflicts(configuration);
  const sources = [...documents.map(({ file }) => file), ...overrides.map(({ variable }) => variable)];
  return { configuration, warnings, sources };
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
