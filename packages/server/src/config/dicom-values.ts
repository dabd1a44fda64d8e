import { isValidUid } from '@isocenter/dicom';
import { text, textMatching, type ValueType } from './value-type.ts';

/**
 * An application entity title (PS3.5 6.2, VR AE): 1 to 16 characters of the default repertoire, neither control
 * characters nor backslash, not only blanks. Blanks around it do not count and are removed.
 */
export function aeTitle(): ValueType<string> {
  const label = 'AE title';
  return {
    label,
    isText: true,
    read(reader) {
      const title = text(label).read(reader).trim();
      if (!isAeTitle(title)) {
        throw reader.error('CONFIGURATION_VALUE', 'must be 1 to 16 ASCII characters without backslash');
      }
      return title;
    },
  };
}

/** True for a title, blanks removed, that PS3.5 6.2 allows. */
export function isAeTitle(title: string): boolean {
  return /^[\x20-\x5b\x5d-\x7e]{1,16}$/.test(title) && title.trim() !== '';
}

/** A unique identifier (PS3.5 9.1). */
export function uid(): ValueType<string> {
  return {
    label: 'UID',
    isText: true,
    read(reader) {
      const value = text('UID').read(reader);
      if (!isValidUid(value)) throw reader.error('CONFIGURATION_VALUE', 'must be a DICOM unique identifier');
      return value;
    },
  };
}

/** A UID in which `*` stands for any characters and `?` for one. */
export function uidPattern(): ValueType<string> {
  return textMatching('UID pattern', /^[\d.*?]{1,64}$/, 'digits and dots, with * and ? as wildcards');
}

/** An attribute named by keyword or by tag: `gggg,eeee`, `gggg-eeee`, `ggggeeee`. */
export function tagName(): ValueType<string> {
  return textMatching(
    'tag',
    /^([0-9a-fA-F]{4}[,-]?[0-9a-fA-F]{4}|[A-Za-z][A-Za-z0-9]*)$/,
    'a keyword of the dictionary or a tag as gggg,eeee',
  );
}

/** The character sets of `DefaultEncoding`, by the names of the peer. */
export const encodingNames = [
  'Ascii',
  'Utf8',
  'Latin1',
  'Latin2',
  'Latin3',
  'Latin4',
  'Latin5',
  'Cyrillic',
  'Windows1251',
  'Arabic',
  'Greek',
  'Hebrew',
  'Thai',
  'Japanese',
  'Chinese',
  'JapaneseKanji',
  'Korean',
  'SimplifiedChinese',
] as const;
