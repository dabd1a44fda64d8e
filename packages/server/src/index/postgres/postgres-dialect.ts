import { identifier, literal, type Sql, sql } from '../sql/sql.ts';
import type { SqlDialect } from '../sql/sql-dialect.ts';
import { never } from '../sql/value-match.ts';

/** What a text that is no number counts as, as in SQLite. */
const noNumber = 0;

export const postgresDialect: SqlDialect = {
  placeholder: (position) => `$${position}`,
  column: identifier,
  // Its statistics tell which index to use.
  unindexedColumn: identifier,
  anyOf: (expression, values) => {
    const [first, ...more] = values;
    if (first === undefined) return never;
    if (more.length === 0) return sql`${expression} = ${first}`;
    if (values.every((value) => typeof value === 'number')) {
      return sql`${expression} = ANY (${arrayText(values)}::bigint[])`;
    }
    return sql`${expression} = ANY (${arrayText(values)}::text[])`;
  },
  // Its statistics tell.
  rare: (condition) => condition,
  rowNumbers: (numbers) => sql`SELECT unnest(${arrayText(numbers)}::bigint[]) AS id`,
  valuesOf: (expression) => sql`(SELECT unnest(string_to_array(${expression}, ${literal('\\')})) AS value)`,
  jsonText: (expression) => sql`(${expression} COLLATE "C")`,
  folded: (expression) => sql`fold_text(${expression})`,
  numberOf: (expression, as) => {
    const beginning = as === 'integer' ? '^\\s*([-+]?\\d+)' : '^\\s*([-+]?\\d+\\.?\\d*(?:[eE][-+]?\\d{1,3})?)';
    const number: Sql = sql`coalesce(substring(${expression} from ${literal(beginning)})::numeric, ${literal(noNumber)})`;
    return sql`CASE WHEN ${expression} IS NOT NULL THEN ${number} END`;
  },
};

/** An array as PostgreSQL reads it from a text. */
export function arrayText(values: readonly (string | number)[]): string {
  const items = values.map((value) => (typeof value === 'number' ? value : `"${value.replaceAll(/["\\]/g, '\\$&')}"`));
  return `{${items.join(',')}}`;
}
