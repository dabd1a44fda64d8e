import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigurationError } from './errors.ts';
import type { Environment } from './variables.ts';

/** What a variable, a file that a variable names, or a secret says. */
export interface EnvironmentValue {
  /** The name of the variable that this is the value of: `ORTHANC__POSTGRESQL__PASSWORD`, `ISOCENTER_JSON`. */
  readonly name: string;
  /** Where it was found, for people: `environment variable ISOCENTER_JSON_FILE`, `secret ISOCENTER_JSON`. */
  readonly place: string;
  readonly text: string;
}

/** Variables that hold configuration. */
const configurationName = /^(?:(?:ORTHANC|ISOCENTER)(?:__.+|_JSON)|ISOCENTER_DEFAULTS)$/;

/** `NAME_FILE`: the value of NAME is in this file. `NAME_SECRET`: it is the secret of this name. */
const suffixes = ['_FILE', '_SECRET'] as const;

/** The largest file that a value is read from. */
const maxValueBytes = 1024 * 1024;

/**
 * The values that the environment gives, each name once, sorted by it. A secret comes before a variable of the same name.
 * @param secretFolders folders whose files are secrets, named after variables; one that is not there has none
 * @throws ConfigurationError naming the variable or secret, never what it holds
 */
export function environmentValues(
  environment: Environment,
  secretFolders: readonly string[],
): readonly EnvironmentValue[] {
  const secrets = new Map(secretFolders.flatMap(secretsIn));
  const values = new Map<string, EnvironmentValue>();
  for (const [variable, text] of Object.entries(environment)) {
    const suffix = suffixes.find((ending) => variable.endsWith(ending));
    const name = suffix === undefined ? variable : variable.slice(0, -suffix.length);
    if (text === undefined || !configurationName.test(name)) continue;
    const place = `environment variable ${variable}`;
    const value = { name, place, text: suffix === undefined ? text : referredText(suffix, text, secrets, place) };
    const other = values.get(name);
    if (other !== undefined) throw refusal(place, `${other.place} sets the same value`);
    values.set(name, value);
  }
  for (const [name, file] of secrets) {
    if (!configurationName.test(name)) continue;
    const place = `secret ${name}`;
    values.set(name, { name, place, text: textIn(file, place) });
  }
  return [...values.values()].toSorted((first, second) => (first.name < second.name ? -1 : 1));
}

function referredText(
  suffix: (typeof suffixes)[number],
  reference: string,
  secrets: ReadonlyMap<string, string>,
  place: string,
): string {
  const file = suffix === '_FILE' ? reference : secrets.get(reference);
  // Not named: whoever confuses the variables has written the secret itself here.
  if (file === undefined) throw refusal(place, 'there is no secret of the name that it holds');
  return textIn(file, place);
}

/** Secrets by name. */
function secretsIn(folder: string): [name: string, file: string][] {
  try {
    return readdirSync(folder).map((name) => [name, join(folder, name)]);
  } catch {
    // Most machines have no such folder, and on some it is not for everybody: then nothing there is meant for us.
    return [];
  }
}

/** The text of a file without the line end that editors put behind it. */
function textIn(file: string, place: string): string {
  try {
    const { size } = statSync(file);
    if (size <= maxValueBytes) return readFileSync(file, 'utf8').replace(/\r?\n$/, '');
  } catch (cause) {
    throw refusal(place, `the file cannot be read: ${systemCode(cause)}`);
  }
  throw refusal(place, `the file has more than ${maxValueBytes} bytes`);
}

/** Its cause would name the file, and a secret that was written in place of a file name with it. */
function systemCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
}

function refusal(place: string, problem: string): ConfigurationError {
  return new ConfigurationError('CONFIGURATION_UNREADABLE', problem, { file: place });
}
