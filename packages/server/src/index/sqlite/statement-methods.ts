import type { DatabaseSync } from 'node:sqlite';
import type { Row } from '../sql/row.ts';
import type { Statement } from '../sql/sql.ts';

/** Statements whose effect need not survive a power failure. */
export const relaxedStatementMethods: ReadonlySet<string> = new Set(['note']);

/** What the writing thread does for the stores that are written in common SQL. */
export function statementWriteMethods(database: DatabaseSync) {
  const run = ({ parameters, sql }: Statement): readonly Row[] => database.prepare(sql).all(...parameters);
  return {
    write: ({ statements }: { readonly statements: readonly Statement[] }) => statements.map(run),
    note: ({ statement }: { readonly statement: Statement }) => run(statement),
  };
}

/** What the reading thread does for them. */
export function statementReadMethods(database: DatabaseSync) {
  return {
    read: ({ statement: { parameters, sql } }: { readonly statement: Statement }): readonly Row[] =>
      database.prepare(sql).all(...parameters),
  };
}
