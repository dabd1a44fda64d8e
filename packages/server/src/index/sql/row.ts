import { IsocenterError } from '../../model/isocenter-error.ts';

/** One row as a database driver returns it. */
export type Row = Readonly<Record<string, unknown>>;

export function textOf(row: Row, column: string): string {
  const value = row[column];
  if (typeof value !== 'string') throw unexpected(column, value);
  return value;
}

export function integerOf(row: Row, column: string): number {
  const value = row[column];
  if (typeof value !== 'number') throw unexpected(column, value);
  return value;
}

export function optionalTextOf(row: Row, column: string): string | undefined {
  return row[column] === null ? undefined : textOf(row, column);
}

export function optionalIntegerOf(row: Row, column: string): number | undefined {
  return row[column] === null ? undefined : integerOf(row, column);
}

export function bytesOf(row: Row, column: string): Buffer {
  const value = row[column];
  if (!(value instanceof Uint8Array)) throw unexpected(column, value);
  return Buffer.from(value.buffer, value.byteOffset, value.length);
}

/** The texts of a JSON object that this server has written. */
export function textsOf(row: Row, column: string): Readonly<Record<string, string>> {
  return JSON.parse(textOf(row, column));
}

function unexpected(column: string, value: unknown): IsocenterError {
  return new IsocenterError('Database', `Index: column ${column} holds ${value === null ? 'null' : typeof value}`);
}
