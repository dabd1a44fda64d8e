import type { ExportQuery } from '../index/export-log.ts';
import { lenientInteger, type QueryArguments } from './query-arguments.ts';

/** Entries answered when the client names no number. */
const defaultLimit = 100;
/** Entries answered at most; `Done` tells that there are more. */
const maxLimit = 10_000;

/** What the arguments of `/exports` ask for. Numbers that are none count as absent here, the peer's way. */
export function exportsQuery(query: QueryArguments): ExportQuery {
  if (query.last !== undefined) return { since: 0, limit: 1, newest: true };
  return {
    since: lenientInteger(query, 'since') ?? 0,
    limit: Math.min(maxLimit, lenientInteger(query, 'limit') ?? defaultLimit),
  };
}
