import type { TLocalizedValidationError } from 'typebox/error';

/** Says in words what a client has to mend: the first thing that is wrong, with its place. */
export function schemaError(errors: readonly TLocalizedValidationError[]): string {
  const [first] = errors;
  if (first === undefined) return 'The body is not what was expected';
  if (first.keyword === 'required') {
    const [missing = ''] = first.params.requiredProperties;
    return `The field ${placeOf(`${first.instancePath}/${missing}`)} is missing`;
  }
  const alternatives = errors.filter(({ instancePath }) => instancePath === first.instancePath);
  const place = placeOf(first.instancePath);
  const subject = place === '' ? 'The body' : `The field ${place}`;
  return `${subject} ${expectationOf(alternatives)}`;
}

function expectationOf(errors: readonly TLocalizedValidationError[]): string {
  const expected = new Set<string>();
  for (const error of errors) {
    if (error.keyword === 'const') expected.add(JSON.stringify(error.params.allowedValue));
    else if (error.keyword === 'enum') for (const value of error.params.allowedValues) expected.add(String(value));
    else if (error.keyword === 'type') for (const type of [error.params.type].flat()) expected.add(nameOfType(type));
    else if (error.keyword === 'minimum') expected.add(`at least ${error.params.limit}`);
    else if (error.keyword === 'maximum') expected.add(`at most ${error.params.limit}`);
  }
  if (expected.size > 0) return `must be ${[...expected].join(' or ')}`;
  return errors[0]?.message ?? 'is not what was expected';
}

const typeNames: Readonly<Record<string, string>> = {
  string: 'a string',
  boolean: 'true or false',
  integer: 'an integer',
  number: 'a number',
  object: 'an object',
  array: 'an array',
  null: 'null',
};

function nameOfType(type: string): string {
  return typeNames[type] ?? type;
}

/** `/Resources/3/Level` as people write it: `Resources[3].Level`. */
function placeOf(pointer: string): string {
  const steps = pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  return steps.map((step, depth) => (/^\d+$/.test(step) ? `[${step}]` : depth === 0 ? step : `.${step}`)).join('');
}
