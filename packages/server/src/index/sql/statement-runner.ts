import type { Row } from './row.ts';
import type { Sql } from './sql.ts';

/** Runs statements that all databases understand. */
export interface StatementRunner {
  read(statement: Sql): Promise<readonly Row[]>;
  /** One transaction, durable when it resolves; answers the rows that each returned. */
  write(statements: readonly Sql[]): Promise<readonly (readonly Row[])[]>;
  /** As `write`, for what may be lost in a power failure. */
  note(statement: Sql): Promise<readonly Row[]>;
}
