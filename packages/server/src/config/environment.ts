import type { EnvironmentValue } from './environment-values.ts';
import { isJsonObject, type JsonObject, type JsonValue } from './json.ts';
import { options } from './options.ts';
import { pluginSections } from './plugin-sections.ts';
import type { ValueType } from './value-type.ts';

/** One value of the environment that sets a value of the configuration. */
export interface EnvironmentOverride {
  /** Where it was found, for people. */
  readonly place: string;
  readonly path: readonly [string, ...string[]];
  readonly text: string;
}

/** A later prefix comes before an earlier one when both set the same value. */
const prefixes = ['ORTHANC__', 'ISOCENTER__'];

const knownNames: ReadonlyMap<string, string> = new Map(
  [...options.keys(), ...pluginSections].map((name) => [name.toLowerCase(), name]),
);

/**
 * The variables `ORTHANC__SECTION__KEY` and `ISOCENTER__SECTION__KEY`: two underscores separate levels, and a name in
 * UPPER_SNAKE case is that of an option or becomes PascalCase. Other names are taken as they are.
 */
export function environmentOverrides(values: readonly EnvironmentValue[]): EnvironmentOverride[] {
  return prefixes.flatMap((prefix) =>
    values
      .filter(({ name }) => name.startsWith(prefix))
      .flatMap(({ name, place, text }): EnvironmentOverride[] => {
        const [first = '', ...rest] = name.slice(prefix.length).split('__');
        const option = knownNames.get(first.replaceAll('_', '').toLowerCase()) ?? pascalCase(first);
        return option === '' ? [] : [{ place, path: [option, ...rest.map(pascalCase)], text }];
      }),
  );
}

/** The value of one option after an override of it or of something inside it. */
export function applyOverride(
  json: JsonValue | undefined,
  { path: [key, ...inner], text }: EnvironmentOverride,
): JsonValue {
  return setInside(json, inner, text, options.get(key)?.type);
}

function setInside(
  json: JsonValue | undefined,
  path: readonly string[],
  text: string,
  type: ValueType<unknown> | undefined,
): JsonValue {
  const [step, ...rest] = path;
  if (step === undefined) return parseValue(text, type);
  const object: JsonObject = isJsonObject(json) ? json : {};
  const fields = type?.fields ?? {};
  const known = [...Object.keys(object), ...Object.keys(fields)];
  const name = known.find((key) => key.toLowerCase() === step.toLowerCase()) ?? step;
  const inner = Object.hasOwn(object, name) ? object[name] : undefined;
  return { ...object, [name]: setInside(inner, rest, text, fields[name]?.type ?? type?.entries) };
}

/** JSON when it parses as such, otherwise the text; where only text is allowed, digits stay text. */
function parseValue(text: string, type: ValueType<unknown> | undefined): JsonValue {
  try {
    const json: JsonValue = JSON.parse(text);
    return type?.isText === true && typeof json !== 'string' ? text : json;
  } catch {
    return text;
  }
}

function pascalCase(name: string): string {
  if (!/^[A-Z0-9_]+$/.test(name)) return name;
  return name
    .split('_')
    .map((word) => word.charAt(0) + word.slice(1).toLowerCase())
    .join('');
}
