import { IsocenterError } from '../model/isocenter-error.ts';

/** Arguments of a query string as fastify gives them: text, or a list when one is repeated. */
export type QueryArguments = Readonly<Record<string, string | readonly string[] | undefined>>;

/** The arguments of a request. */
export function queryArguments(query: unknown): QueryArguments {
  return typeof query === 'object' && query !== null ? (query as QueryArguments) : {};
}

/** The text of an argument; the last one when it is repeated. */
export function textArgument(query: QueryArguments, name: string): string | undefined {
  const value = query[name];
  return typeof value === 'string' ? value : value?.at(-1);
}

/**
 * A switch: without a value it is on, `0` and `false` turn it off. Undefined when it is not given.
 * @throws IsocenterError BadParameterType
 */
export function flagArgument(query: QueryArguments, name: string): boolean | undefined {
  const text = textArgument(query, name)?.trim().toLowerCase();
  switch (text) {
    case undefined:
      return undefined;
    case '':
    case '1':
    case 'true':
      return true;
    case '0':
    case 'false':
      return false;
    default:
      throw new IsocenterError('BadParameterType', `The argument ${name} is neither true nor false`);
  }
}

/**
 * A number of at least 0; undefined when it is not given.
 * @throws IsocenterError BadParameterType, in the words of the peer
 */
export function integerArgument(query: QueryArguments, name: string): number | undefined {
  const text = textArgument(query, name)?.trim();
  if (text === undefined) return undefined;
  if (!/^\d{1,15}$/.test(text)) {
    throw new IsocenterError('BadParameterType', 'Syntax error in some user-supplied data');
  }
  return Number(text);
}

/** A number of at least 0; what is none counts as absent. */
export function lenientInteger(query: QueryArguments, name: string): number | undefined {
  const text = textArgument(query, name)?.trim() ?? '';
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

/** A list separated by semicolons; undefined when it is not given. */
export function listArgument(query: QueryArguments, name: string): readonly string[] | undefined {
  const text = textArgument(query, name);
  return text?.split(';').filter((part) => part !== '');
}

/** Part of a listing. */
export interface Page {
  readonly offset: number;
  /** 0 is all. */
  readonly limit: number;
}

/**
 * `since` and `limit`, which only come together; undefined: everything.
 * @throws IsocenterError BadRequest when one is missing, BadParameterType
 */
export function pageArguments(query: QueryArguments): Page | undefined {
  const since = integerArgument(query, 'since');
  const limit = integerArgument(query, 'limit');
  if (since === undefined && limit === undefined) return undefined;
  if (since === undefined || limit === undefined) {
    const missing = since === undefined ? 'since' : 'limit';
    throw new IsocenterError('BadRequest', `The argument ${missing} is missing: since and limit come together`);
  }
  return { offset: since, limit };
}
