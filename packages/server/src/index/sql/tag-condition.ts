import type { Tag } from '@isocenter/dicom';
import type { Level } from '../../model/level.ts';
import { foldPersonName, foldText, normalizeIdentifier } from '../../model/text-form.ts';
import type { TagCondition } from '../resource-query.ts';
import { type IndexedTag, indexedTags } from './indexed-tags.ts';
import { levelTables } from './level-tables.ts';
import { identifier, literal, type Sql, sql } from './sql.ts';
import type { SqlDialect } from './sql-dialect.ts';
import { tagKey } from './tag-key.ts';
import { and, anyValueMatches, impliedByMatch, matches } from './value-match.ts';

const patientName: Tag = 0x00100010;

/** The value of a main tag; null when it is absent. */
export function tagValue(dialect: SqlDialect, level: Level, tag: Tag, folded: boolean): Sql {
  const table = levelTables[level];
  const key = literal(tagKey(tag));
  const plain = sql`${identifier(`${table}.tags`)} ->> ${key}`;
  const value = folded ? sql`coalesce(${identifier(`${table}.folded`)} ->> ${key}, ${plain})` : sql`(${plain})`;
  return dialect.jsonText(value);
}

/**
 * A condition on a main tag. Where a column with an index is made of the tag, the index is searched; such tags have
 * one value only (PS3.6).
 */
export function tagCondition(dialect: SqlDialect, condition: TagCondition): Sql {
  const value = tagValue(dialect, condition.level, condition.tag, condition.folded);
  if (condition.kind === 'present') return sql`${value} IS NOT NULL`;
  const indexed = indexedTags.find(({ level, tag }) => level === condition.level && tag === condition.tag);
  if (indexed === undefined) return anyValueMatches(dialect, value, condition);
  const column = dialect.column(`${levelTables[indexed.level]}.${indexed.column}`);
  if (indexed.isPlain || (indexed.form === 'folded' && condition.folded)) return matches(dialect, column, condition);
  const exact = matches(dialect, value, condition);
  const implied = impliedByMatch(dialect, column, condition, formOf(indexed), indexed.form === 'folded');
  return implied === undefined ? exact : and([implied, exact]);
}

function formOf(indexed: IndexedTag): (text: string) => string {
  if (indexed.form === 'normalized') return normalizeIdentifier;
  return indexed.tag === patientName ? foldPersonName : foldText;
}
