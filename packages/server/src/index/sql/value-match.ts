import { afterPrefix, hasWildcard, likePattern, literalPrefix } from './pattern.ts';
import { join, type Sql, sql } from './sql.ts';
import type { SqlDialect } from './sql-dialect.ts';

/** The part of a condition that concerns one value. */
export type ValueMatching =
  | { readonly kind: 'any-of'; readonly values: readonly string[] }
  | { readonly kind: 'wildcard'; readonly patterns: readonly string[] }
  | { readonly kind: 'range'; readonly from: string | undefined; readonly to: string | undefined };

export const never: Sql = sql`1 = 0`;

/** Whether a single value matches; never when it is null or empty. */
export function matches(dialect: SqlDialect, expression: Sql, matching: ValueMatching): Sql {
  switch (matching.kind) {
    case 'any-of': {
      const values = matching.values.filter((value) => value !== '');
      return values.length === 0 ? never : dialect.anyOf(expression, values);
    }
    case 'wildcard':
      return or(
        matching.patterns.filter((pattern) => pattern !== '').map((pattern) => like(dialect, expression, pattern)),
      );
    case 'range':
      return within(expression, matching.from, matching.to);
  }
}

/** As `matches`, for a text that may hold several values: one that matches suffices (PS3.4 C.2.2.2). */
export function anyValueMatches(dialect: SqlDialect, expression: Sql, matching: ValueMatching): Sql {
  const ofSeveral = sql`EXISTS (SELECT 1 FROM ${dialect.valuesOf(expression)} AS part
    WHERE ${matches(dialect, sql`part.value`, matching)})`;
  return sql`CASE WHEN ${expression} LIKE '%\\%' ESCAPE '!' THEN ${ofSeveral}
    ELSE ${matches(dialect, expression, matching)} END`;
}

/**
 * What follows for an indexed column from a condition on the value that it was made of, or undefined when nothing
 * useful does. `form` makes of a value, or of the beginning of one, what the column holds of it.
 */
export function impliedByMatch(
  dialect: SqlDialect,
  column: Sql,
  condition: ValueMatching,
  form: (text: string) => string,
  keepsOrder: boolean,
): Sql | undefined {
  switch (condition.kind) {
    case 'any-of':
      return dialect.anyOf(column, condition.values.filter((value) => value !== '').map(form));
    case 'wildcard': {
      const prefixes = condition.patterns.map((pattern) => form(literalPrefix(pattern)));
      if (prefixes.includes('')) return undefined;
      return or(prefixes.map((prefix) => beginsWith(column, prefix)));
    }
    case 'range':
      return keepsOrder ? within(column, condition.from, condition.to) : undefined;
  }
}

export function and(conditions: readonly Sql[]): Sql {
  return conditions.length === 0 ? sql`1 = 1` : sql`(${join(conditions, ' AND ')})`;
}

export function or(conditions: readonly Sql[]): Sql {
  return conditions.length === 0 ? never : sql`(${join(conditions, ' OR ')})`;
}

function like(dialect: SqlDialect, expression: Sql, pattern: string): Sql {
  if (!hasWildcard(pattern)) return sql`${expression} = ${pattern}`;
  if (/^\*+$/.test(pattern)) return sql`${expression} > ''`;
  const matching = sql`${expression} LIKE ${likePattern(pattern)} ESCAPE '!'`;
  const prefix = literalPrefix(pattern);
  return prefix === '' ? dialect.rare(matching) : and([beginsWith(expression, prefix), matching]);
}

function beginsWith(expression: Sql, prefix: string): Sql {
  return within(expression, prefix, prefix);
}

function within(expression: Sql, from: string | undefined, to: string | undefined): Sql {
  const lower = from === undefined || from === '' ? sql`${expression} > ''` : sql`${expression} >= ${from}`;
  const end = to === undefined ? undefined : afterPrefix(to);
  return end === undefined ? lower : and([lower, sql`${expression} < ${end}`]);
}
