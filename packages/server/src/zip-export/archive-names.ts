import type { ParentLevel } from '../model/level.ts';
import type { TagValues } from '../model/main-tags.ts';

/** Of which tags the folder of a level is named, in this order. */
const folderTags = {
  Patient: ['0010,0020', '0010,0010'],
  Study: ['0008,0050', '0008,1030'],
  Series: ['0020,0011', '0008,0060', '0008,103e'],
} as const satisfies Record<ParentLevel, readonly string[]>;

/** A longer folder name is cut: with three folders and a file, paths stay below what file systems take. */
const maxFolderChars = 100;

/**
 * The name of a folder: values that are there, joined by ` - `. It cannot leave its place: slashes become blanks, and what
 * file systems of Windows refuse is dropped; so are characters beyond ASCII unless `utf8`.
 */
export function folderName(level: ParentLevel, tags: TagValues, utf8: boolean): string {
  const name = joinedName(
    folderTags[level].map((tag) => tags[tag]),
    utf8,
  );
  return name === '' ? `Unknown ${level}` : name;
}

/** Values that are there, joined by ` - ` and made safe as `folderName` says; empty when nothing but `^` is left. */
export function joinedName(values: readonly (string | undefined)[], utf8: boolean): string {
  const parts = values.map((value) => safeText(value ?? '', utf8)).filter((part) => part !== '');
  const name = safeText([...parts.join(' - ')].slice(0, maxFolderChars).join(''), utf8);
  return /^[\^. ]*$/.test(name) ? '' : name;
}

/** How the files of a series are numbered: by their index, unless two of them have the same or one has none. */
export function isNumberedByIndex(indexes: readonly (number | null)[]): boolean {
  return !indexes.includes(null) && indexes.every((index) => (index ?? -1) >= 0) && hasNoTwins(indexes);
}

/** The name of a file: letters of the modality and a number, eight characters as a rule. */
export function fileName(modality: string, number: number): string {
  const letters = modality
    .toUpperCase()
    .replaceAll(/[^A-Z]/g, '')
    .slice(0, 2);
  return `${letters}${String(number).padStart(8 - letters.length, '0')}.dcm`;
}

/** The name itself when it is free in `taken`, else with the next number behind it; it is taken then. */
export function distinctName(name: string, taken: Set<string>): string {
  let distinct = name;
  // File systems of Windows and macOS do not tell upper from lower case.
  for (let number = 2; taken.has(distinct.toLowerCase()); number += 1) distinct = `${name}-${number}`;
  taken.add(distinct.toLowerCase());
  return distinct;
}

function safeText(text: string, utf8: boolean): string {
  const kept = text
    .normalize('NFC')
    .replaceAll(/[/\\]/g, ' ')
    .replaceAll(utf8 ? unsafeUnicode : unsafeAscii, '');
  // Windows drops dots and blanks at the end of a name.
  return kept.trim().replace(/[. ]+$/, '');
}

/** All but printable ASCII, and what file systems refuse. */
const unsafeAscii = /[^\x20-\x7e]|[:*?"<>|]/g;
/** Control, format and unassigned characters, lone surrogates, and what file systems refuse. */
const unsafeUnicode = /[\p{C}:*?"<>|]/gu;

function hasNoTwins(indexes: readonly (number | null)[]): boolean {
  return new Set(indexes).size === indexes.length;
}
