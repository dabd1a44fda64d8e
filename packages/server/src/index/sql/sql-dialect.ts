import type { Sql } from './sql.ts';

/** What the databases do differently. */
export interface SqlDialect {
  /** The name of a parameter by its position, which counts from 1. */
  placeholder(position: number): string;
  /** A column of a table (`study.id`). */
  column(name: string): Sql;
  /** The same, for which no index is searched. */
  unindexedColumn(name: string): Sql;
  /** Whether an expression equals one of the values; answered from an index of the expression where there is one. */
  anyOf(expression: Sql, values: readonly (string | number)[]): Sql;
  /** The same condition, told to hold for few rows: its table is gone through first, not looked up for each row of another. */
  rare(condition: Sql): Sql;
  /** A query that answers these numbers in a column `id`. */
  rowNumbers(numbers: readonly number[]): Sql;
  /** A table expression: the values of a text that backslashes separate, in a column `value`. */
  valuesOf(expression: Sql): Sql;
  /** A text taken out of JSON, compared by code points. */
  jsonText(expression: Sql): Sql;
  /** As `foldText` does. */
  folded(expression: Sql): Sql;
  /** The number that a text begins with; never an error. */
  numberOf(expression: Sql, as: 'integer' | 'float'): Sql;
}
