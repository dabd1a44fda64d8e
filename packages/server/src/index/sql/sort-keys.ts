import { depthOf, type Level, levels } from '../../model/level.ts';
import type { ResourceOrder, ResourceRecord } from '../resource-query.ts';
import { metadataValue } from './derived-condition.ts';
import { indexedTags } from './indexed-tags.ts';
import { levelTables } from './level-tables.ts';
import type { PageMethod } from './page-method.ts';
import { identifier, join, literal, raw, type Sql, sql } from './sql.ts';
import type { SqlDialect } from './sql-dialect.ts';
import { tagValue } from './tag-condition.ts';
import { and, or } from './value-match.ts';

/** One expression that rows are sorted by; never null, so that every database sorts alike. */
export interface SortKey {
  readonly expression: Sql;
  readonly descending: boolean;
}

/** Where a page ended: the values of the sort keys of its last row. */
export type PageEnd = readonly (string | number)[];

/** A page of a search; `end` is undefined when it is the last. */
export interface RecordPage {
  readonly records: readonly ResourceRecord[];
  readonly end: PageEnd | undefined;
  /** To be asked for the next page with. */
  readonly method?: PageMethod;
}

/** Beyond every value that a data set holds: absent values come last, in whichever direction. */
const lowest = { text: '', number: -9007199254740991 } as const;
const highest = { text: '\u{10ffff}', number: 9007199254740991 } as const;

/** The sort keys of a query; the last one makes the order total. */
export function sortKeysOf(dialect: SqlDialect, level: Level, order: readonly ResourceOrder[]): readonly SortKey[] {
  const keys: SortKey[] = [];
  for (const item of order) {
    switch (item.by) {
      case 'public-id':
        return [...keys, publicIdKey(level, item.descending ?? false)];
      case 'retrieve':
        return [...keys, ...retrieveKeys(level)];
      case 'tag':
        keys.push(tagKeyOf(dialect, item));
        break;
      case 'metadata':
        keys.push(comparable(dialect, metadataValue(dialect, level, item.name), item.as, item.descending));
        break;
    }
  }
  return [...keys, publicIdKey(level, false)];
}

/** The topmost level whose table the order needs. */
export function levelOfOrder(level: Level, order: readonly ResourceOrder[]): Level {
  let top = level;
  for (const item of order) {
    if (item.by === 'retrieve') return 'Patient';
    if (item.by === 'tag' && depthOf(item.level) < depthOf(top)) top = item.level;
  }
  return top;
}

export function orderBy(keys: readonly SortKey[]): Sql {
  return join(
    keys.map(({ expression, descending }) => (descending ? sql`${expression} DESC` : expression)),
    ', ',
  );
}

/** Rows that come after the end of the page before. */
export function afterPage(keys: readonly SortKey[], end: PageEnd): Sql {
  return or(
    keys.map(({ expression, descending }, position) => {
      const equal = keys.slice(0, position).map((key, before) => sql`${key.expression} = ${end[before] ?? null}`);
      return and([...equal, sql`${expression} ${raw(descending ? '<' : '>')} ${end[position] ?? null}`]);
    }),
  );
}

function publicIdKey(level: Level, descending: boolean): SortKey {
  return { expression: identifier(`${levelTables[level]}.public_id`), descending };
}

function retrieveKeys(level: Level): readonly SortKey[] {
  const keys: SortKey[] = levels
    .slice(0, depthOf(level) + 1)
    .map((above) => ({ expression: identifier(`${levelTables[above]}.id`), descending: false }));
  if (level !== 'Instance') return keys;
  const index = sql`coalesce(instance.index_in_series, ${literal(Number.MAX_SAFE_INTEGER)})`;
  return keys.toSpliced(-1, 0, { expression: index, descending: false });
}

function tagKeyOf(dialect: SqlDialect, item: Extract<ResourceOrder, { by: 'tag' }>): SortKey {
  const indexed = indexedTags.find(({ level, tag }) => level === item.level && tag === item.tag);
  // The index of the column is walked from its end, where it holds the absent values as empty ones anyway.
  if (indexed?.isPlain && item.as === 'text' && item.descending) {
    return { expression: identifier(`${levelTables[item.level]}.${indexed.column}`), descending: true };
  }
  return comparable(dialect, tagValue(dialect, item.level, item.tag, false), item.as, item.descending);
}

function comparable(
  dialect: SqlDialect,
  value: Sql,
  as: 'text' | 'integer' | 'float',
  descending: boolean | undefined,
): SortKey {
  const last = descending ? lowest : highest;
  const expression =
    as === 'text'
      ? sql`coalesce(${value}, ${literal(last.text)})`
      : sql`coalesce(${dialect.numberOf(value, as)}, ${literal(last.number)})`;
  return { expression, descending: descending ?? false };
}
