import {
  type DialectAdapter,
  DummyDriver,
  Kysely,
  type QueryCompiler,
  type RawBuilder,
  SqliteIntrospector,
} from 'kysely';

/** A piece of SQL with its parameters. */
export type Sql = RawBuilder<unknown>;

/** A finished statement for a driver. */
export interface Statement {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/** What the databases do differently. */
export interface SqlDialect {
  readonly compiler: QueryCompiler;
  readonly adapter: DialectAdapter;
  /** Whether an expression equals one of the values; answered from an index of the expression where there is one. */
  anyOf(expression: Sql, values: readonly (string | number)[]): Sql;
  /** A table expression: the values of a text that backslashes separate, in a column `value`. */
  valuesOf(expression: Sql): Sql;
  /** As `foldText` does. */
  folded(expression: Sql): Sql;
  /** The number that a text begins with; never an error. */
  numberOf(expression: Sql, as: 'integer' | 'float'): Sql;
}

/** Turns composed SQL into statements. Nothing is executed here. */
export class SqlCompiler {
  readonly dialect: SqlDialect;
  readonly #kysely: Kysely<Record<never, never>>;

  constructor(dialect: SqlDialect) {
    this.dialect = dialect;
    this.#kysely = new Kysely({
      dialect: {
        createAdapter: () => dialect.adapter,
        createDriver: () => new DummyDriver(),
        createIntrospector: (kysely) => new SqliteIntrospector(kysely),
        createQueryCompiler: () => dialect.compiler,
      },
    });
  }

  compile(query: Sql): Statement {
    const { sql, parameters } = query.compile(this.#kysely);
    return { sql, parameters };
  }
}
