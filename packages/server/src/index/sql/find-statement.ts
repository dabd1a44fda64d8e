import { IsocenterError } from '../../model/isocenter-error.ts';
import { depthOf, type Level, levels, parentOf } from '../../model/level.ts';
import type { ResourceCondition, ResourceQuery, WantedParts } from '../resource-query.ts';
import { derivedCondition, levelOfDerived } from './derived-condition.ts';
import { tablesFrom } from './joined-tables.ts';
import { countColumns, levelTables } from './level-tables.ts';
import type { PageMethod } from './page-method.ts';
import { type Row, textOf } from './row.ts';
import { afterPage, levelOfOrder, orderBy, type PageEnd, type SortKey, sortKeysOf } from './sort-keys.ts';
import { identifier, join, type Sql, type Statement, sql, statementOf } from './sql.ts';
import type { SqlDialect } from './sql-dialect.ts';
import { tagCondition } from './tag-condition.ts';
import { and } from './value-match.ts';

/** One page of a search. */
export interface PageRequest {
  readonly query: ResourceQuery;
  /** End of the page before; undefined for the first page, which skips `query.offset` rows. */
  readonly after: PageEnd | undefined;
  readonly limit: number;
  /** Left out: `planned`. */
  readonly method?: PageMethod;
  /** Row numbers of all that meet the conditions, where they are known already and are to be gathered. */
  readonly found?: readonly number[];
}

/** Columns of a page besides those of the resource itself: sort keys are `sort_0`, `sort_1` … */
export function sortColumn(position: number): string {
  return `sort_${position}`;
}

/**
 * The statement for one page. Its columns are read by `assembleRecords`. The rows of the page are chosen by their keys
 * alone: what is wanted of them is read, and carried through a sort, for those only.
 */
export function pageStatement(dialect: SqlDialect, request: PageRequest): Statement {
  const { level, order, want } = request.query;
  const keys = sortKeysOf(dialect, level, order);
  const id = identifier(`${levelTables[level]}.id`);
  const pageKeys = keys.map(({ descending }, position): SortKey => {
    return { expression: identifier(`page.${sortColumn(position)}`), descending };
  });
  const columns = [...columnsOf(level, want), ...pageKeys.map(({ expression }) => expression)];
  const { prelude, page } = chosenRows(dialect, request, keys);
  return statementOf(
    dialect,
    sql`${prelude} SELECT ${join(columns, ', ')} FROM ${tablesFrom(level, topmost([level, ...wantedLevels(level, want)]))}
      JOIN (${page}) AS page ON page.id = ${id} ORDER BY ${orderBy(pageKeys)}`,
  );
}

/** The row numbers and the keys of a page. */
function chosenRows(
  dialect: SqlDialect,
  { query, after, found, limit, method = 'planned' }: PageRequest,
  keys: readonly SortKey[],
): { readonly prelude: Sql; readonly page: Sql } {
  const { level, conditions, order, offset = 0 } = query;
  const id = identifier(`${levelTables[level]}.id`);
  const columns = [
    sql`${id} AS id`,
    ...keys.map(({ expression }, position) => sql`${expression} AS ${identifier(sortColumn(position))}`),
  ];
  const further = after === undefined ? [] : [afterPage(keys, after)];
  const chosen = (tables: Sql, tests: readonly Sql[]): Sql => sql`SELECT ${join(columns, ', ')} FROM ${tables}
    WHERE ${and([...tests, ...further])} ORDER BY ${orderBy(keys)} LIMIT ${limit} OFFSET ${after === undefined ? offset : 0}`;
  if (method === 'gathered') {
    const tables = tablesFrom(level, levelOfOrder(level, order));
    return {
      prelude: sql`WITH found AS MATERIALIZED (${
        found === undefined ? matchingRows(dialect, level, conditions, id) : dialect.rowNumbers(found)
      })`,
      page: chosen(sql`found CROSS JOIN ${tables}`, [sql`${id} = found.id`]),
    };
  }
  const tables = tablesFrom(level, topmost([level, levelOfOrder(level, order), ...conditionLevels(conditions)]));
  const tests = conditions.map((condition) => conditionOf(dialect, level, condition, method === 'walked'));
  return { prelude: sql``, page: chosen(tables, tests) };
}

/** The rows that meet the conditions, in no order: each as an expression of its table. */
function matchingRows(
  dialect: SqlDialect,
  level: Level,
  conditions: readonly ResourceCondition[],
  expression: Sql,
): Sql {
  const tests = conditions.map((condition) => conditionOf(dialect, level, condition, false));
  return sql`SELECT ${expression} FROM ${tablesFrom(level, topmost([level, ...conditionLevels(conditions)]))}
    WHERE ${and(tests)}`;
}

export function countStatement(dialect: SqlDialect, level: Level, conditions: readonly ResourceCondition[]): Statement {
  return statementOf(dialect, matchingRows(dialect, level, conditions, sql`count(*) AS count`));
}

/** The row numbers, in a column `id`, of as many as meet the conditions, up to a bound. */
export function boundedMatchesStatement(
  dialect: SqlDialect,
  level: Level,
  conditions: readonly ResourceCondition[],
  bound: number,
): Statement {
  const id = sql`${identifier(`${levelTables[level]}.id`)} AS id`;
  return statementOf(dialect, sql`${matchingRows(dialect, level, conditions, id)} LIMIT ${bound}`);
}

/** @param walks the rows come in the order of an index, and no other one is to be searched for this condition */
function conditionOf(dialect: SqlDialect, level: Level, condition: ResourceCondition, walks: boolean): Sql {
  const needed = levelOfCondition(condition);
  if (needed !== undefined && depthOf(needed) > depthOf(level)) {
    throw new IsocenterError('ParameterOutOfRange', `A condition on a ${needed} cannot select a ${level}`);
  }
  const columnDialect = walks ? { ...dialect, column: dialect.unindexedColumn } : dialect;
  return condition.derived ? derivedCondition(columnDialect, level, condition) : tagCondition(columnDialect, condition);
}

function levelOfCondition(condition: ResourceCondition): Level | undefined {
  return condition.derived ? levelOfDerived(condition) : condition.level;
}

function conditionLevels(conditions: readonly ResourceCondition[]): readonly Level[] {
  return conditions.map(levelOfCondition).filter((level) => level !== undefined);
}

function wantedLevels(level: Level, want: WantedParts): readonly Level[] {
  const wanted: Level[] = [...(want.ancestorTags ?? [])];
  const parent = parentOf(level);
  if (want.parent && parent !== undefined) wanted.push(parent);
  if (wantsStudy(want) && depthOf(level) > depthOf('Study')) wanted.push('Study');
  return wanted;
}

function wantsStudy(want: WantedParts): boolean {
  return (want.modalitiesInStudy ?? false) || (want.sopClassesInStudy ?? false);
}

function topmost(wanted: readonly Level[]): Level {
  return levels.find((level) => wanted.includes(level)) ?? 'Patient';
}

function columnsOf(level: Level, want: WantedParts): readonly Sql[] {
  const table = levelTables[level];
  const own = ['id', 'public_id'];
  if (want.tags) own.push('tags');
  if (want.metadata || want.mainSequences) own.push('metadata');
  if (want.metadata && level === 'Series') own.push('expected_instances');
  if (want.metadata && level === 'Instance') own.push('transfer_syntax_uid', 'sop_class_uid');
  if (level === 'Instance') own.push('index_in_series');
  else own.push('last_update', 'unstable_since_ms');
  if (level === 'Patient') own.push('is_protected');
  if (want.counts) own.push(...countColumnsOf(level));
  const columns: Sql[] = own.map((column) => identifier(`${table}.${column}`));
  for (const ancestor of want.ancestorTags ?? []) {
    columns.push(sql`${identifier(`${levelTables[ancestor]}.tags`)} AS ${identifier(`${levelTables[ancestor]}_tags`)}`);
  }
  const parent = parentOf(level);
  if (want.parent && parent !== undefined) {
    columns.push(sql`${identifier(`${levelTables[parent]}.public_id`)} AS parent_public_id`);
  }
  if (wantsStudy(want) && level !== 'Patient') columns.push(sql`study.id AS study_id`);
  return columns;
}

function countColumnsOf(level: Level): readonly string[] {
  return levels.slice(depthOf(level) + 1).map((below) => countColumns[below] ?? '');
}

/** Where a page with this last row ended. */
export function pageEndOf(dialect: SqlDialect, query: ResourceQuery, last: Row): PageEnd {
  return sortKeysOf(dialect, query.level, query.order).map((_, position) => {
    const value = last[sortColumn(position)];
    return typeof value === 'number' ? value : textOf(last, sortColumn(position));
  });
}
