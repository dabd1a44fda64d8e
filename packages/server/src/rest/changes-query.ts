import type { ChangeQuery } from '../index/records.ts';
import { type ChangeType, changeTypes } from '../model/change-type.ts';
import { IsocenterError } from '../model/isocenter-error.ts';
import { lenientInteger, listArgument, type QueryArguments } from './query-arguments.ts';

/** Entries answered when the client names no number. */
const defaultLimit = 100;
/** Entries answered at most; `Done` tells that there are more. */
const maxLimit = 10_000;

/**
 * What the arguments of `/changes` ask for. Numbers that are none count as absent here, the peer's way.
 * @throws IsocenterError ParameterOutOfRange for an unknown type
 */
export function changesQuery(query: QueryArguments): ChangeQuery {
  const types = typesOf(listArgument(query, 'type') ?? []);
  if (query.last !== undefined) return { newest: true, limit: 1, ...types };
  const since = lenientInteger(query, 'since');
  const to = lenientInteger(query, 'to');
  return {
    limit: Math.min(maxLimit, lenientInteger(query, 'limit') ?? defaultLimit),
    ...(to !== undefined && { to }),
    // Without a beginning, the newest entries up to the end are meant.
    ...(to !== undefined && since === undefined ? { newest: true } : { since: since ?? 0 }),
    ...types,
  };
}

function typesOf(words: readonly string[]): { types?: readonly ChangeType[] } {
  if (words.length === 0 || words.some((word) => word.toLowerCase() === 'all')) return {};
  const types = words.map((word) => {
    if (!isChangeType(word)) throw new IsocenterError('ParameterOutOfRange', `Unknown type of change: ${word}`);
    return word;
  });
  return { types };
}

/** Names that the peer has and never emits: they match nothing. */
function isChangeType(word: string): word is ChangeType {
  return Object.hasOwn(changeTypes, word);
}
