/**
 * The character sets of `DefaultEncoding` by the names of the peer, as the values of Specific Character Set
 * (0008,0005), PS3.3 C.12.1.1.2. Those of several bytes need the code extension, so ASCII stands before them.
 */
export const defaultEncodings = {
  Ascii: ['ISO_IR 6'],
  Utf8: ['ISO_IR 192'],
  Latin1: ['ISO_IR 100'],
  Latin2: ['ISO_IR 101'],
  Latin3: ['ISO_IR 109'],
  Latin4: ['ISO_IR 110'],
  Latin5: ['ISO_IR 148'],
  Cyrillic: ['ISO_IR 144'],
  /** DICOM has no Windows-1251; the letters are those of ISO_IR 144. */
  Windows1251: ['ISO_IR 144'],
  Arabic: ['ISO_IR 127'],
  Greek: ['ISO_IR 126'],
  Hebrew: ['ISO_IR 138'],
  Thai: ['ISO_IR 166'],
  Japanese: ['ISO_IR 13'],
  Chinese: ['GB18030'],
  JapaneseKanji: ['', 'ISO 2022 IR 87'],
  Korean: ['', 'ISO 2022 IR 149'],
  SimplifiedChinese: ['', 'ISO 2022 IR 58'],
} as const satisfies Record<string, readonly string[]>;

/** A value of `DefaultEncoding`. */
export type DefaultEncoding = keyof typeof defaultEncodings;
