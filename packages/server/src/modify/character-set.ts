import { type DataSet, Sequence, SpecificCharacterSet, Tags, type VR, vrTable } from '@isocenter/dicom';
import { IsocenterError } from '../model/isocenter-error.ts';

const utf8 = 'ISO_IR 192';

/**
 * Writes all text of a data set, and of the items that have no character set of their own, in another character set.
 * @param terms Values of Specific Character Set (0008,0005), joined by backslashes
 * @throws IsocenterError ParameterOutOfRange for terms that are not known, BadFileFormat for text that has no place there
 */
export function changeCharacterSet(dataSet: DataSet, terms: string): void {
  const before = dataSet.specificCharacterSet;
  const after = SpecificCharacterSet.parse(terms);
  if (!after.recognised) throw new IsocenterError('ParameterOutOfRange', `Unknown character set: ${terms}`);
  convertTexts(dataSet, before, after);
  dataSet.set(Tags.SpecificCharacterSet, 'CS', terms);
}

/** Sees to it that the data set can hold a text: says which character set it is in, or takes one that has everything. */
export function makeRoomForText(dataSet: DataSet, text: string): void {
  if (isAscii(text)) return;
  const { specificCharacterSet } = dataSet;
  if (!canEncode(specificCharacterSet, text)) {
    changeCharacterSet(dataSet, utf8);
  } else if (dataSet.text(Tags.SpecificCharacterSet) === undefined) {
    // What the configuration assumes becomes what the file says.
    dataSet.set(Tags.SpecificCharacterSet, 'CS', specificCharacterSet.terms.join('\\') || utf8);
  }
}

function canEncode(charset: SpecificCharacterSet, text: string): boolean {
  // ISO-IR 6 is ASCII; bytes beyond it are only read, as Latin-1.
  if (charset.terms.length === 0) return false;
  try {
    charset.encode(text, 'LO');
    return true;
  } catch {
    return false;
  }
}

function convertTexts(dataSet: DataSet, before: SpecificCharacterSet, after: SpecificCharacterSet): void {
  for (const { tag, value, vr } of [...dataSet]) {
    if (value instanceof Sequence) {
      for (const item of value.items) {
        if (!item.has(Tags.SpecificCharacterSet)) convertTexts(item, before, after);
      }
    } else if (vrTable[vr].characterSet) {
      if (!(value instanceof Uint8Array)) {
        throw new IsocenterError('NotImplemented', 'A text is too long to be written in another character set');
      }
      if (!isPlain(value)) dataSet.set(tag, vr, convert(value, vr, before, after));
    }
  }
}

function convert(bytes: Uint8Array, vr: VR, before: SpecificCharacterSet, after: SpecificCharacterSet): Uint8Array {
  const text = before.decode(bytes, vr).replace(/[ \0]+$/, '');
  try {
    return after.encode(text, vr);
  } catch (cause) {
    throw new IsocenterError('BadFileFormat', 'A text has characters that the character set has not', { cause });
  }
}

function isAscii(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ESC begins an escape sequence (PS3.5 6.1.2.5)
  return /^[\0-\x1a\x1c-\x7e]*$/.test(text);
}

function isPlain(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte < 0x80 && byte !== 0x1b);
}
