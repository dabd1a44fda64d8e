import type { Row } from '../sql/row.ts';
import { type Sql, statementOf } from '../sql/sql.ts';
import type { StatementRunner } from '../sql/statement-runner.ts';
import { sqliteDialect } from './sqlite-dialect.ts';
import type { ReadThreadMethods } from './thread/read-thread.ts';
import type { ThreadClient } from './thread/thread-client.ts';
import type { WriteThreadMethods } from './thread/write-thread.ts';

/** Statements on the two threads of the SQLite index. */
export class SqliteStatementRunner implements StatementRunner {
  readonly #writer: ThreadClient<WriteThreadMethods>;
  readonly #reader: ThreadClient<ReadThreadMethods>;

  constructor(writer: ThreadClient<WriteThreadMethods>, reader: ThreadClient<ReadThreadMethods>) {
    this.#writer = writer;
    this.#reader = reader;
  }

  read(statement: Sql): Promise<readonly Row[]> {
    return this.#reader.call('read', { statement: statementOf(sqliteDialect, statement) });
  }

  write(statements: readonly Sql[]): Promise<readonly (readonly Row[])[]> {
    return this.#writer.call('write', { statements: statements.map((each) => statementOf(sqliteDialect, each)) });
  }

  note(statement: Sql): Promise<readonly Row[]> {
    return this.#writer.call('note', { statement: statementOf(sqliteDialect, statement) });
  }
}
