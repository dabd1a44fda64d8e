import type { FastifyRequest } from 'fastify';
import type { Static, TObject, TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { IsocenterError } from '../../model/isocenter-error.ts';
import { flagArgument, integerArgument, listArgument, queryArguments, textArgument } from '../query-arguments.ts';

/**
 * The arguments of a query string that a schema names, each read as its type says: a boolean is true without a value,
 * a list is separated by `;`, a number is an integer of at least 0. Arguments that it does not name are ignored.
 * @throws IsocenterError BadParameterType, BadRequest for a required one that is missing, ParameterOutOfRange for a
 *   word or a number that is not among those allowed
 */
export function readQuery<Schema extends TObject>(request: FastifyRequest, schema: Schema): Static<Schema> {
  const query = queryArguments(request.query);
  const values: Record<string, unknown> = {};
  const required: readonly string[] = schema.required ?? [];
  for (const [name, property] of Object.entries<TSchema>(schema.properties)) {
    const value = readersByType[typeOf(property)](query, name);
    if (value === undefined) {
      if (required.includes(name)) throw new IsocenterError('BadRequest', `The argument ${name} is missing`);
      continue;
    }
    if (!Value.Check(property, value)) {
      throw new IsocenterError('ParameterOutOfRange', `The argument ${name} must be ${expectationOf(property)}`);
    }
    values[name] = value;
  }
  return values as Static<Schema>;
}

const readersByType = {
  boolean: flagArgument,
  integer: integerArgument,
  array: listArgument,
  string: textArgument,
} as const;

type ArgumentType = keyof typeof readersByType;

function typeOf(property: TSchema): ArgumentType {
  const type: unknown = 'type' in property ? property.type : 'string';
  return typeof type === 'string' && type in readersByType ? (type as ArgumentType) : 'string';
}

function expectationOf(property: TSchema): string {
  if ('items' in property) return `a list of ${expectationOf(property.items as TSchema)}`;
  if ('enum' in property && Array.isArray(property.enum)) return property.enum.join(', ');
  if ('pattern' in property) return `text like ${String(property.pattern)}`;
  const bounds = [
    'minimum' in property ? `at least ${String(property.minimum)}` : '',
    'maximum' in property ? `at most ${String(property.maximum)}` : '',
  ].filter((bound) => bound !== '');
  return bounds.length > 0 ? bounds.join(' and ') : 'of another kind';
}
