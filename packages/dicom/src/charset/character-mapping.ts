/** How the codes of one coded character set map to characters, in both directions. Codes have one or two bytes. */
export interface CharacterMapping {
  /** The text of bytes that hold codes of this set only; U+FFFD for a code without a character. */
  decode(bytes: Uint8Array): string;
  /** The code of a character, two bytes as (first << 8 | second); undefined where the set does not have it. */
  codeOf(character: string): number | undefined;
}

const REPLACEMENT = '\ufffd';

/** ASCII (ISO-IR 6). */
export const asciiMapping: CharacterMapping = {
  decode: (bytes) => latin1Text(bytes),
  codeOf: (character) => (character <= '\x7f' && character !== '\x1b' ? character.charCodeAt(0) : undefined),
};

/** JIS X 0201 romaji (ISO-IR 14): ASCII but for two characters. */
export const romajiMapping: CharacterMapping = {
  decode: (bytes) => latin1Text(bytes).replaceAll('\\', '¥').replaceAll('~', '‾'),
  codeOf(character) {
    if (character === '¥') return 0x5c;
    if (character === '‾') return 0x7e;
    return character === '\\' || character === '~' ? undefined : asciiMapping.codeOf(character);
  },
};

/** ISO 8859-1: every byte is the character of the same number. */
export const latin1Mapping: CharacterMapping = {
  decode: (bytes) => latin1Text(bytes),
  codeOf: (character) => (character <= '\xff' ? character.charCodeAt(0) : undefined),
};

/**
 * The upper half of a set of one byte, A0-FF, as an encoding of the WHATWG Encoding Standard has it. 80-9F are
 * control characters in ISO 2022, where some of those encodings have letters.
 */
export class SingleByteMapping implements CharacterMapping {
  readonly #encoding: string;
  #characters: readonly string[] | undefined;
  #codes: ReadonlyMap<string, number> | undefined;

  constructor(encoding: string) {
    this.#encoding = encoding;
  }

  decode(bytes: Uint8Array): string {
    this.#characters ??= upperHalf(this.#encoding);
    let text = '';
    for (const byte of bytes) text += byte < 0x80 ? String.fromCharCode(byte) : this.#characters[byte - 0x80];
    return text;
  }

  codeOf(character: string): number | undefined {
    this.#codes ??= invert(this.#characters ?? upperHalf(this.#encoding));
    return this.#codes.get(character);
  }
}

/** A set of two bytes, each 21-7E or A1-FE, as rows of an encoding of the WHATWG Encoding Standard. */
export class DoubleByteMapping implements CharacterMapping {
  readonly #decoder: TextDecoder;
  readonly #prefix: readonly number[];
  readonly #rows: readonly (readonly [first: number, last: number])[];
  readonly #highBit: 0x00 | 0x80;
  readonly #variants: Readonly<Record<string, number>>;
  #codes: Map<string, number> | undefined;

  /**
   * The encoding has the characters of the set with the high bit set, after a prefix. `rows` are the rows (kuten) of
   * the set itself, since the encodings have more; those are read and not written. `variants` are the codes of
   * characters that Unicode has twice and the encoding once.
   */
  constructor(facts: {
    encoding: string;
    prefix?: readonly number[];
    rows: readonly (readonly [first: number, last: number])[];
    highBit: 0x00 | 0x80;
    variants?: Readonly<Record<string, number>>;
  }) {
    this.#decoder = new TextDecoder(facts.encoding);
    this.#prefix = facts.prefix ?? [];
    this.#rows = facts.rows;
    this.#highBit = facts.highBit;
    this.#variants = facts.variants ?? {};
  }

  decode(bytes: Uint8Array): string {
    if (this.#highBit === 0x80 && this.#prefix.length === 0) return this.#decoder.decode(bytes);
    const encoded: number[] = [];
    for (let at = 0; at + 1 < bytes.length; at += 2) {
      encoded.push(...this.#prefix, (bytes[at] ?? 0) | 0x80, (bytes[at + 1] ?? 0) | 0x80);
    }
    return this.#decoder.decode(Uint8Array.from(encoded)) + (bytes.length % 2 === 1 ? REPLACEMENT : '');
  }

  codeOf(character: string): number | undefined {
    this.#codes ??= this.#invert();
    return this.#codes.get(character);
  }

  #invert(): Map<string, number> {
    const codes = new Map<string, number>();
    for (const [first, last] of this.#rows) {
      for (let row = first; row <= last; row += 1) {
        for (let cell = 1; cell <= 94; cell += 1) {
          const code = ((0x20 + row) << 8) | (0x20 + cell) | (this.#highBit << 8) | this.#highBit;
          addCode(codes, this.decode(Uint8Array.of(code >> 8, code & 0xff)), code);
        }
      }
    }
    for (const [character, code] of Object.entries(this.#variants)) codes.set(character, code);
    return codes;
  }
}

/** Keeps the code of a character that a decoder gave; the first code wins. */
export function addCode(codes: Map<string, number>, decoded: string, code: number): void {
  const isOneCharacter = decoded.length === 1 || (decoded.length === 2 && (decoded.codePointAt(0) ?? 0) > 0xffff);
  if (isOneCharacter && decoded !== REPLACEMENT && !codes.has(decoded)) codes.set(decoded, code);
}

/** Every byte as the character of the same number. */
export function latin1Text(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

function upperHalf(encoding: string): readonly string[] {
  const decoder = new TextDecoder(encoding);
  return Array.from({ length: 128 }, (_, at) =>
    at < 0x20 ? String.fromCharCode(0x80 + at) : decoder.decode(Uint8Array.of(0x80 + at)),
  );
}

function invert(characters: readonly string[]): ReadonlyMap<string, number> {
  const codes = new Map<string, number>();
  for (const [at, character] of characters.entries()) addCode(codes, character, 0x80 + at);
  return codes;
}
