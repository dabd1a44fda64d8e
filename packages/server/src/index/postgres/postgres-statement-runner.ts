import type { Row } from '../sql/row.ts';
import { type Sql, type Statement, statementOf } from '../sql/sql.ts';
import type { StatementRunner } from '../sql/statement-runner.ts';
import { textOf } from './json-text.ts';
import type { PostgresDatabase } from './postgres-database.ts';
import { postgresDialect } from './postgres-dialect.ts';

/** Statements on the connections of the PostgreSQL index. */
export class PostgresStatementRunner implements StatementRunner {
  readonly #database: PostgresDatabase;

  constructor(database: PostgresDatabase) {
    this.#database = database;
  }

  read(statement: Sql): Promise<readonly Row[]> {
    return this.#database.run(acceptable(statement));
  }

  write(statements: readonly Sql[]): Promise<readonly (readonly Row[])[]> {
    const run = async (queries: Pick<PostgresDatabase, 'rows'>) => {
      const answers: (readonly Row[])[] = [];
      for (const statement of statements.map(acceptable)) {
        answers.push(await queries.rows(statement.sql, statement.parameters));
      }
      return answers;
    };
    return this.#database.transaction(run, { repeatable: false });
  }

  note(statement: Sql): Promise<readonly Row[]> {
    return this.#database.run(acceptable(statement));
  }
}

function acceptable(statement: Sql): Statement {
  const { parameters, sql } = statementOf(postgresDialect, statement);
  return { sql, parameters: parameters.map((value) => (typeof value === 'string' ? textOf(value) : value)) };
}
