import { isJsonObject, type JsonObject, type JsonValue } from './json.ts';
import { options } from './options.ts';
import { pluginSections } from './plugin-sections.ts';
import type { ValueType } from './value-type.ts';
import type { Environment } from './variables.ts';

/** One environment variable that sets a value of the configuration. */
export interface EnvironmentOverride {
  /** The name of the variable. */
  readonly variable: string;
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
export function environmentOverrides(environment: Environment): EnvironmentOverride[] {
  return prefixes.flatMap((prefix) =>
    Object.entries(environment)
      .filter(([variable]) => variable.startsWith(prefix))
      .toSorted(([first], [second]) => (first < second ? -1 : 1))
      .flatMap(([variable, text = '']): EnvironmentOverride[] => {
        const [first = '', ...rest] = variable.slice(prefix.length).split('__');
        const option = knownNames.get(first.replaceAll('_', '').toLowerCase()) ?? pascalCase(first);
        return option === '' ? [] : [{ variable, path: [option, ...rest.map(pascalCase)], text }];
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
