import { IsocenterError } from '../../model/isocenter-error.ts';

/** Escapes that PostgreSQL takes in no JSON: the character NUL, and halves of surrogate pairs. */
const refusedEscapes = /\\u(?:0000|d[89a-f])/;

/** JSON that PostgreSQL takes: what no text of it can hold becomes U+FFFD. */
export function jsonTextOf(value: unknown): string {
  const text = JSON.stringify(value);
  // The search may find what is none, such as an escaped backslash before "u0000": the way round it is only slower.
  return refusedEscapes.test(text) ? JSON.stringify(value, (_, inner: unknown) => acceptable(inner)) : text;
}

/** A text that PostgreSQL takes. */
export function textOf(value: string): string {
  return value.replaceAll('\0', '\ufffd').toWellFormed();
}

/** What a function of the schema has answered as JSON. */
export function answeredJson<Answer>(answer: unknown): Answer {
  if (typeof answer !== 'string') throw new IsocenterError('Database', 'Index: a function has no answer');
  return JSON.parse(answer);
}

function acceptable(value: unknown): unknown {
  return typeof value === 'string' ? textOf(value) : value;
}
