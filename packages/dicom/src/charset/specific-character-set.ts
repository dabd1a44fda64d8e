import { DicomEncodeError } from '../errors.ts';
import { type VR, vrTable } from '../vr.ts';
import { latin1Text } from './character-mapping.ts';
import { encodingOf, normaliseTerm } from './defined-terms.ts';
import { latin1Encoding } from './iso2022-encoding.ts';
import type { TextEncoding } from './text-encoding.ts';
import { splitValues } from './text-values.ts';

/** What `encode` does with a character that the character sets do not have: an error, or a question mark in its place. */
export type UnmappableCharacters = 'throw' | 'replace';

/** The meaning of Specific Character Set (0008,0005): bytes to text and back (PS3.5 6.1, PS3.3 C.12.1.1.2). */
export class SpecificCharacterSet {
  /** (0008,0005) absent: ISO-IR 6. Bytes that are not ASCII are read as Latin-1, so that none is lost. */
  static readonly ascii: SpecificCharacterSet = SpecificCharacterSet.#of([]);
  /** ISO_IR 192. */
  static readonly utf8: SpecificCharacterSet = SpecificCharacterSet.#of(['ISO_IR 192']);
  /** ISO_IR 100. */
  static readonly latin1: SpecificCharacterSet = SpecificCharacterSet.#of(['ISO_IR 100']);

  /** The values of (0008,0005) as the standard spells them; as they were given where they are not recognised. */
  readonly terms: readonly string[];
  /**
   * False where not all terms are known or they may not stand together. The known ones count then; without any, the
   * fallback, or Latin-1, which keeps every byte.
   */
  readonly recognised: boolean;
  readonly #encoding: TextEncoding;

  private constructor(terms: readonly string[], recognised: boolean, encoding: TextEncoding) {
    this.terms = Object.freeze([...terms]);
    this.recognised = recognised;
    this.#encoding = encoding;
  }

  /**
   * Reads the values of (0008,0005), as an array or joined by backslashes. `fallback` are the terms to assume where
   * the element is absent or empty, or where its terms are not known. Common misspellings are understood.
   */
  static parse(terms: string | readonly string[] | undefined, fallback?: string): SpecificCharacterSet {
    if (terms === 'ISO_IR 100') return SpecificCharacterSet.latin1;
    if (terms === 'ISO_IR 192') return SpecificCharacterSet.utf8;
    const given = normalisedTerms(terms);
    if (given.length === 0) {
      return fallback === undefined ? SpecificCharacterSet.ascii : SpecificCharacterSet.parse(fallback);
    }
    const known = encodingOf(given);
    if (known) return new SpecificCharacterSet(given, known.recognised, known.encoding);
    const assumed = fallback === undefined ? latin1Encoding : SpecificCharacterSet.parse(fallback).#encoding;
    return new SpecificCharacterSet(given, false, assumed);
  }

  /** The text of a whole value field: values joined by backslashes, padding included. */
  decode(bytes: Uint8Array, vr: VR): string {
    if (!vrTable[vr].characterSet || (this.#encoding.asciiCompatible && isPlainAscii(bytes))) return latin1Text(bytes);
    return this.#encoding.decode(bytes, delimitersOf(vr));
  }

  /** The values of a value field without their padding (PS3.5 6.2); none where it is empty. */
  decodeValues(bytes: Uint8Array, vr: VR): string[] {
    return bytes.length === 0 ? [] : splitValues(this.decode(bytes, vr), vr);
  }

  /**
   * The bytes of a value field, not padded to even length. In VRs of several values a backslash separates them.
   * Throws a DicomEncodeError for a character that the character sets do not have, unless it is to be replaced.
   */
  encode(text: string, vr: VR, unmappableCharacters: UnmappableCharacters = 'throw'): Uint8Array {
    const encoding = vrTable[vr].characterSet ? this.#encoding : latin1Encoding;
    if (encoding.asciiCompatible && isPlainAsciiText(text)) return Buffer.from(text, 'latin1');
    return encoding.encode(text, delimitersOf(vr), (character) => {
      if (unmappableCharacters === 'replace') return '?';
      const codePoint = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
      throw new DicomEncodeError('valueInvalid', {
        detail: `U+${codePoint} is not in the character sets ${this.terms.join('\\') || 'ISO_IR 6'}`,
      });
    });
  }

  static #of(terms: readonly string[]): SpecificCharacterSet {
    const known = encodingOf(terms.length === 0 ? ['ISO_IR 6'] : terms);
    return new SpecificCharacterSet(terms, known !== undefined, known?.encoding ?? latin1Encoding);
  }
}

/** Several terms are those of code extension, whichever way they are written. */
function normalisedTerms(terms: string | readonly string[] | undefined): string[] {
  const values = (typeof terms === 'string' ? terms.split('\\') : (terms ?? [])).map(normaliseTerm);
  if (values.every((term) => term === '')) return [];
  if (values.length === 1) return values;
  return values.map((term) => term.replace(/^ISO_IR (?!192)/, 'ISO 2022 IR '));
}

/** The ASCII characters that end a run of code extension (PS3.5 6.1.2.5.3), besides control characters. */
function delimitersOf(vr: VR): string {
  if (vr === 'PN') return '\\^=';
  return vrTable[vr].multiValued ? '\\' : '';
}

function isPlainAscii(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte >= 0x80 || byte === 0x1b) return false;
  }
  return true;
}

function isPlainAsciiText(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 0x80 || code === 0x1b) return false;
  }
  return true;
}
