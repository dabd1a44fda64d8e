/** A pattern of DICOM (`*` any run, `?` one character) for `LIKE … ESCAPE '!'`. */
export function likePattern(pattern: string): string {
  return pattern.replaceAll(/[%_!]/g, '!$&').replaceAll('*', '%').replaceAll('?', '_');
}

export function hasWildcard(pattern: string): boolean {
  return /[*?]/.test(pattern);
}

/** The characters before the first wildcard. */
export function literalPrefix(pattern: string): string {
  return /^[^*?]*/.exec(pattern)?.[0] ?? '';
}

/**
 * The least text above all that begin with `prefix`, in code point order; undefined when there is none.
 */
export function afterPrefix(prefix: string): string | undefined {
  const characters = [...prefix];
  for (let last = characters.pop(); last !== undefined; last = characters.pop()) {
    const code = last.codePointAt(0) ?? 0;
    if (code === 0x10ffff) continue;
    // Surrogates are no characters.
    return characters.join('') + String.fromCodePoint(code === 0xd7ff ? 0xe000 : code + 1);
  }
  return undefined;
}
