import { type ChangeType, changeTypes } from '../../model/change-type.ts';
import { IsocenterError } from '../../model/isocenter-error.ts';
import { levels } from '../../model/level.ts';
import type { Change, ChangePage, ChangeQuery } from '../records.ts';
import { integerOf, type Row, textOf } from './row.ts';
import { literal, raw, type Sql, type Statement, sql, statementOf } from './sql.ts';
import type { SqlDialect } from './sql-dialect.ts';
import { and } from './value-match.ts';

/** Reads one change more than asked, to know whether it was the last. */
export function changeStatement(dialect: SqlDialect, query: ChangeQuery): Statement {
  const tests: Sql[] = [];
  if (query.since !== undefined) tests.push(sql`sequence > ${query.since}`);
  if (query.to !== undefined) tests.push(sql`sequence <= ${query.to}`);
  if (query.types !== undefined) {
    // Said in so many words, so that the index of the rare types is used.
    if (!query.types.includes('NewInstance')) tests.push(sql`type <> ${literal(changeTypes.NewInstance)}`);
    const numbers = query.types.map((type) => changeTypes[type]);
    tests.push(dialect.anyOf(sql`type`, numbers));
  }
  return statementOf(
    dialect,
    sql`SELECT sequence, type, level, public_id, date FROM change WHERE ${and(tests)}
      ORDER BY sequence ${raw(query.newest ? 'DESC' : 'ASC')} LIMIT ${query.limit + 1}`,
  );
}

/** The page of the rows that `changeStatement` reads; `last` is the highest number ever given. */
export function changePage(query: ChangeQuery, rows: readonly Row[], last: number): ChangePage {
  const changes = rows.slice(0, query.limit).map(changeOf);
  if (query.newest) changes.reverse();
  return { changes, done: query.limit > 0 && rows.length <= query.limit, last };
}

const typesByNumber: ReadonlyMap<number, ChangeType> = new Map([
  [changeTypes.CompletedSeries, 'CompletedSeries'],
  [changeTypes.NewInstance, 'NewInstance'],
  [changeTypes.NewPatient, 'NewPatient'],
  [changeTypes.NewSeries, 'NewSeries'],
  [changeTypes.NewStudy, 'NewStudy'],
  [changeTypes.StablePatient, 'StablePatient'],
  [changeTypes.StableStudy, 'StableStudy'],
  [changeTypes.StableSeries, 'StableSeries'],
  [changeTypes.UpdatedAttachment, 'UpdatedAttachment'],
  [changeTypes.UpdatedMetadata, 'UpdatedMetadata'],
]);

function changeOf(row: Row): Change {
  const type = typesByNumber.get(integerOf(row, 'type'));
  const level = levels[integerOf(row, 'level')];
  if (type === undefined || level === undefined)
    throw new IsocenterError('Database', 'Index: a change of unknown type');
  return {
    sequence: integerOf(row, 'sequence'),
    type,
    level,
    publicId: textOf(row, 'public_id'),
    date: textOf(row, 'date'),
  };
}
