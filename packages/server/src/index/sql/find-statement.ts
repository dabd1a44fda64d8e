import { IsocenterError } from '../../model/isocenter-error.ts';
import { depthOf, type Level, levels, parentOf } from '../../model/level.ts';
import type { ResourceCondition, ResourceQuery, WantedParts } from '../resource-query.ts';
import { derivedCondition, levelOfDerived } from './derived-condition.ts';
import { tablesFrom } from './joined-tables.ts';
import { countColumns, levelTables } from './level-tables.ts';
import { type Row, textOf } from './row.ts';
import { afterPage, levelOfOrder, orderBy, type PageEnd, sortKeysOf } from './sort-keys.ts';
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
}

/** Columns of a page besides those of the resource itself: sort keys are `sort_0`, `sort_1` … */
export function sortColumn(position: number): string {
  return `sort_${position}`;
}

/** The statement for one page. Its columns are read by `assembleRecords`. */
export function pageStatement(dialect: SqlDialect, { query, after, limit }: PageRequest): Statement {
  const { level, conditions, order, want } = query;
  const keys = sortKeysOf(dialect, level, order);
  const top = topmost([
    level,
    levelOfOrder(level, order),
    ...wantedLevels(level, want),
    ...conditionLevels(conditions),
  ]);
  const columns = [
    ...columnsOf(level, want),
    ...keys.map(({ expression }, position) => sql`${expression} AS ${identifier(sortColumn(position))}`),
  ];
  const tests = conditions.map((condition) => conditionOf(dialect, level, condition));
  if (after !== undefined) tests.push(afterPage(keys, after));
  const skip = after === undefined ? (query.offset ?? 0) : 0;
  return statementOf(
    dialect,
    sql`SELECT ${join(columns, ', ')} FROM ${tablesFrom(level, top)} WHERE ${and(tests)}
      ORDER BY ${orderBy(keys)} LIMIT ${limit} OFFSET ${skip}`,
  );
}

export function countStatement(dialect: SqlDialect, level: Level, conditions: readonly ResourceCondition[]): Statement {
  const tests = conditions.map((condition) => conditionOf(dialect, level, condition));
  const top = topmost([level, ...conditionLevels(conditions)]);
  return statementOf(dialect, sql`SELECT count(*) AS count FROM ${tablesFrom(level, top)} WHERE ${and(tests)}`);
}

function conditionOf(dialect: SqlDialect, level: Level, condition: ResourceCondition): Sql {
  const needed = levelOfCondition(condition);
  if (needed !== undefined && depthOf(needed) > depthOf(level)) {
    throw new IsocenterError('ParameterOutOfRange', `A condition on a ${needed} cannot select a ${level}`);
  }
  return condition.derived ? derivedCondition(dialect, level, condition) : tagCondition(dialect, condition);
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
