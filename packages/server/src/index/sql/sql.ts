/** A value that a statement takes as a parameter. */
export type SqlValue = string | number | null;

/** A piece of SQL: texts with a parameter between each two. */
export interface Sql {
  readonly texts: readonly string[];
  readonly values: readonly SqlValue[];
}

/** A finished statement for a driver. */
export interface Statement {
  readonly sql: string;
  readonly parameters: readonly SqlValue[];
}

/**
 * Composes SQL: pieces are inserted, everything else becomes a parameter.
 *
 * A query builder of a library would do the same at the price of some 28 MB in the thread that loads it.
 */
export function sql(strings: TemplateStringsArray, ...parts: readonly (Sql | SqlValue)[]): Sql {
  const texts = [strings[0] ?? ''];
  const values: SqlValue[] = [];
  for (const [position, part] of parts.entries()) {
    if (typeof part === 'object' && part !== null) append(texts, values, part);
    else {
      values.push(part);
      texts.push('');
    }
    texts[texts.length - 1] += strings[position + 1] ?? '';
  }
  return { texts, values };
}

/** SQL as it stands; never for what comes from outside. */
export function raw(text: string): Sql {
  return { texts: [text], values: [] };
}

/** The name of a table, a column, or a column of a table (`study.id`). */
export function identifier(text: string): Sql {
  const parts = text.split('.').map((part) => `"${part.replaceAll('"', '""')}"`);
  return raw(parts.join('.'));
}

/** A constant that is part of the statement's text, so that indexes and plans can rely on it. */
export function literal(value: string | number): Sql {
  return raw(typeof value === 'number' ? String(value) : `'${value.replaceAll("'", "''")}'`);
}

export function join(pieces: readonly Sql[], separator: string): Sql {
  const texts = [''];
  const values: SqlValue[] = [];
  for (const [position, piece] of pieces.entries()) {
    if (position > 0) texts[texts.length - 1] += separator;
    append(texts, values, piece);
  }
  return { texts, values };
}

export function statementOf(dialect: { placeholder(position: number): string }, { texts, values }: Sql): Statement {
  const text = texts.reduce((before, after, position) => before + dialect.placeholder(position) + after);
  return { sql: text, parameters: values };
}

function append(texts: string[], values: SqlValue[], piece: Sql): void {
  texts[texts.length - 1] += piece.texts[0] ?? '';
  for (const text of piece.texts.slice(1)) texts.push(text);
  for (const value of piece.values) values.push(value);
}
