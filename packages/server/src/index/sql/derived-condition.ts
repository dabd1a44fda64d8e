import { depthOf, type Level, levels } from '../../model/level.ts';
import type { DerivedCondition } from '../resource-query.ts';
import { tablesFrom } from './joined-tables.ts';
import { countColumns, identifierColumns, levelTables } from './level-tables.ts';
import { identifier, join, literal, type Sql, sql } from './sql.ts';
import type { SqlDialect } from './sql-dialect.ts';
import { metadataColumnOf, systemMetadataName } from './system-metadata.ts';
import { and, matches, never } from './value-match.ts';

/** The topmost level whose table a condition needs; undefined for that of the query itself. */
export function levelOfDerived(condition: DerivedCondition): Level | undefined {
  switch (condition.kind) {
    case 'modalities-in-study':
    case 'sop-classes-in-study':
    case 'accession-number':
      return 'Study';
    case 'related-count':
      return condition.of;
    case 'within':
    case 'identifier':
      return condition.level;
    case 'public-ids':
    case 'family':
    case 'labels':
    case 'metadata':
      return undefined;
  }
}

/** A condition that is no tag, on a query of `level`. */
export function derivedCondition(dialect: SqlDialect, level: Level, condition: DerivedCondition): Sql {
  switch (condition.kind) {
    case 'modalities-in-study':
      return sql`EXISTS (SELECT 1 FROM series AS member WHERE member.parent_id = study.id
        AND ${dialect.anyOf(sql`member.modality`, condition.values)})`;
    case 'sop-classes-in-study':
      return sql`EXISTS (SELECT 1 FROM series AS member JOIN instance AS image ON image.parent_id = member.id
        WHERE member.parent_id = study.id AND ${dialect.anyOf(sql`image.sop_class_uid`, condition.values)})`;
    case 'related-count': {
      const column = countColumns[condition.counted];
      if (column === undefined || depthOf(condition.counted) <= depthOf(condition.of)) return never;
      return sql`${identifier(`${levelTables[condition.of]}.${column}`)} = ${condition.value}`;
    }
    case 'within':
      return sql`${dialect.column(`${levelTables[condition.level]}.public_id`)} = ${condition.publicId}`;
    case 'public-ids':
      return dialect.anyOf(identifier(`${levelTables[level]}.public_id`), condition.values);
    case 'family':
      return familyCondition(dialect, level, condition.publicIds);
    case 'identifier':
      return dialect.anyOf(dialect.column(identifierColumns[condition.level]), condition.values);
    case 'accession-number':
      return dialect.anyOf(dialect.column('study.accession_number'), condition.values);
    case 'labels':
      return labelCondition(dialect, level, condition.constraint, condition.labels);
    case 'metadata':
      return metadataCondition(dialect, level, condition);
  }
}

/** A metadata of the resource itself; null when it is absent. */
export function metadataValue(dialect: SqlDialect, level: Level, name: number): Sql {
  const table = levelTables[level];
  const systemName = systemMetadataName(name);
  if (systemName === undefined) {
    return sql`(SELECT kept.value FROM user_metadata AS kept WHERE kept.level = ${literal(depthOf(level))}
      AND kept.resource_id = ${identifier(`${table}.id`)} AND kept.name = ${name})`;
  }
  const column = metadataColumnOf(level, systemName);
  if (column !== undefined) return dialect.jsonText(sql`CAST(${identifier(`${table}.${column}`)} AS TEXT)`);
  return dialect.jsonText(sql`(${identifier(`${table}.metadata`)} ->> ${literal(systemName)})`);
}

function metadataCondition(
  dialect: SqlDialect,
  level: Level,
  condition: Extract<DerivedCondition, { kind: 'metadata' }>,
): Sql {
  const value = metadataValue(dialect, level, condition.name);
  const matching = { kind: 'wildcard', patterns: condition.patterns } as const;
  return matches(dialect, condition.folded ? dialect.folded(value) : value, matching);
}

/** Each level of the family leads to the resources by its own index. */
function familyCondition(dialect: SqlDialect, level: Level, publicIds: readonly string[]): Sql {
  const id = identifier(`${levelTables[level]}.id`);
  const selections = levels.map((member) => {
    const isAbove = depthOf(member) < depthOf(level);
    const tables = isAbove ? tablesFrom(level, member) : tablesFrom(member, level);
    const isOne = dialect.anyOf(identifier(`${levelTables[member]}.public_id`), publicIds);
    return sql`SELECT ${id} FROM ${tables} WHERE ${isOne}`;
  });
  return sql`${id} IN (${join(selections, ' UNION ')})`;
}

function labelCondition(
  dialect: SqlDialect,
  level: Level,
  constraint: 'All' | 'Any' | 'None',
  labels: readonly string[],
): Sql {
  const id = identifier(`${levelTables[level]}.id`);
  const depth = literal(depthOf(level));
  const hasOneOf = (wanted: readonly string[]) =>
    sql`EXISTS (SELECT 1 FROM label AS tagged WHERE tagged.level = ${depth} AND tagged.resource_id = ${id}
      AND ${dialect.anyOf(sql`tagged.label`, wanted)})`;
  if (labels.length === 0) {
    if (constraint !== 'None') return and([]);
    return sql`NOT EXISTS (SELECT 1 FROM label AS tagged WHERE tagged.level = ${depth} AND tagged.resource_id = ${id})`;
  }
  if (constraint === 'All') return and(labels.map((label) => hasOneOf([label])));
  return constraint === 'Any' ? hasOneOf(labels) : sql`NOT ${hasOneOf(labels)}`;
}
