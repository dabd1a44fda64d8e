/**
 * The normalized form under which identifiers are looked up (Orthanc's rule): upper case ASCII, accents removed,
 * what has no ASCII form dropped, `%` and `_` as blanks, stripped.
 */
export function normalizeIdentifier(value: string): string {
  return withoutAccents(value)
    .toUpperCase()
    .replaceAll(/[%_]/g, ' ')
    .replaceAll(/[^\x20-\x7e]/g, '')
    .trim();
}

/** The form in which values are compared when case and accents do not matter; keeps every script. */
export function foldText(value: string): string {
  return withoutAccents(value).toUpperCase();
}

/**
 * As `foldText`, for Person Names: trailing empty components and groups do not matter either (PS3.5 6.2.1). Several
 * names are joined by backslashes.
 */
export function foldPersonName(value: string): string {
  return foldText(value).split('\\').map(trimName).join('\\');
}

function trimName(name: string): string {
  return trimEnd(
    name
      .split('=')
      .map((group) => trimEnd(group, '^ ').trim())
      .join('='),
    '=',
  );
}

/** Without the given characters at its end; linear, whatever a hostile value holds. */
function trimEnd(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

function withoutAccents(value: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range is ASCII, which has no accents to remove
  if (/^[\x00-\x7f]*$/.test(value)) return value;
  // Combining accents only: a Japanese voicing mark makes another syllable.
  return value
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .normalize('NFC');
}
