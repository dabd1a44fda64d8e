import { SqliteAdapter, SqliteQueryCompiler, sql } from 'kysely';
import type { SqlDialect } from '../sql/sql-dialect.ts';

/** Name of the SQL function that readers define as `foldText`. */
export const foldFunction = 'fold_text';

export const sqliteDialect: SqlDialect = {
  compiler: new SqliteQueryCompiler(),
  adapter: new SqliteAdapter(),
  anyOf: (expression, values) =>
    values.length === 1
      ? sql`${expression} = ${values[0]}`
      : sql`${expression} IN (SELECT value FROM json_each(${JSON.stringify(values)}))`,
  // A JSON text escapes a backslash as two: each pair becomes the border between two texts of an array.
  valuesOf: (expression) => sql`json_each('[' || replace(json_quote(${expression}), '\\\\', '","') || ']')`,
  folded: (expression) => sql`${sql.ref(foldFunction)}(${expression})`,
  numberOf: (expression, as) => sql`CAST(${expression} AS ${sql.raw(as === 'integer' ? 'INTEGER' : 'REAL')})`,
};
