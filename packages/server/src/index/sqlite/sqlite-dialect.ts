import { identifier, raw, sql } from '../sql/sql.ts';
import type { SqlDialect } from '../sql/sql-dialect.ts';

/** Name of the SQL function that readers define as `foldText`. */
export const foldFunction = 'fold_text';

export const sqliteDialect: SqlDialect = {
  placeholder: () => '?',
  column: identifier,
  // https://www.sqlite.org/optoverview.html: a unary plus keeps the planner from using an index.
  unindexedColumn: (name) => sql`+${identifier(name)}`,
  anyOf: (expression, values) => {
    const [first, ...more] = values;
    if (first !== undefined && more.length === 0) return sql`${expression} = ${first}`;
    return sql`${expression} IN (SELECT value FROM json_each(${JSON.stringify(values)}))`;
  },
  rare: (condition) => sql`unlikely(${condition})`,
  rowNumbers: (numbers) => sql`SELECT value AS id FROM json_each(${JSON.stringify(numbers)})`,
  // A JSON text escapes a backslash as two: each pair becomes the border between two texts of an array.
  valuesOf: (expression) => sql`json_each('[' || replace(json_quote(${expression}), '\\\\', '","') || ']')`,
  jsonText: (expression) => expression,
  folded: (expression) => sql`${identifier(foldFunction)}(${expression})`,
  numberOf: (expression, as) => sql`CAST(${expression} AS ${raw(as === 'integer' ? 'INTEGER' : 'REAL')})`,
};
