import type { Row } from './row.ts';

/**
 * Characters of text after which a page ends before its limit. A search holds one page for as long as its client takes
 * to read the answers, and there may be as many searches as associations.
 */
export const pageCharacters = 256 * 1024;

/** Characters in the texts of a row. */
export function charactersOf(row: Row): number {
  let characters = 0;
  for (const column in row) {
    const value = row[column];
    if (typeof value === 'string') characters += value.length;
  }
  return characters;
}
