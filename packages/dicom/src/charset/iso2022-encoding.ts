import { latin1Mapping, latin1Text } from './character-mapping.ts';
import { type CodedCharacterSet, designationAt } from './coded-character-sets.ts';
import type { TextEncoding } from './text-encoding.ts';

const ESC = 0x1b;

/** The sets in G0 and G1 (PS3.5 6.1.2.5). */
interface Designations {
  g0: CodedCharacterSet;
  g1: CodedCharacterSet | undefined;
}

/**
 * Text in sets of one and two bytes, with or without code extension (PS3.5 6.1.2.5): escape sequences change the
 * sets; control characters and delimiters bring back those of the first value of (0008,0005).
 */
export class Iso2022Encoding implements TextEncoding {
  readonly asciiCompatible: boolean;
  readonly #initial: Readonly<Designations>;
  /** The sets that may be written, the first ones preferred. */
  readonly #sets: readonly CodedCharacterSet[];
  /** What bytes 80-FF are when nothing is in G1: what some writers mean who leave out the escape sequence. */
  readonly #assumedG1: CodedCharacterSet | undefined;

  constructor(initial: Readonly<Designations>, extensions: readonly CodedCharacterSet[]) {
    this.#initial = initial;
    this.#sets = [initial.g0, ...(initial.g1 ? [initial.g1] : []), ...extensions];
    this.#assumedG1 = extensions.find((set) => set.area === 'G1');
    this.asciiCompatible = initial.g0.escape === '(B';
  }

  decode(bytes: Uint8Array, delimiters: string): string {
    const state: Designations = { ...this.#initial };
    let text = '';
    let at = 0;
    while (at < bytes.length) {
      const byte = bytes[at] ?? 0;
      const designation = byte === ESC ? designationAt(bytes, at + 1) : undefined;
      if (designation) {
        designate(state, designation.set);
        at += 1 + designation.escapeBytes;
        continue;
      }
      const end = runEnd(bytes, at, state, delimiters);
      if (end > at) {
        text += this.#decodeRun(bytes.subarray(at, end), state);
        at = end;
        continue;
      }
      const character = String.fromCharCode(byte);
      text += character;
      at += 1;
      if (endsExtension(character, delimiters)) Object.assign(state, this.#initial);
    }
    return text;
  }

  encode(text: string, delimiters: string, unmappable: (character: string) => string): Uint8Array {
    const state: Designations = { ...this.#initial };
    const bytes: number[] = [];
    for (const character of text) {
      if (endsExtension(character, delimiters)) {
        this.#restore(bytes, state);
        bytes.push(character.charCodeAt(0));
      } else if (!this.#write(bytes, state, character)) {
        for (const replacement of unmappable(character)) this.#write(bytes, state, replacement);
      }
    }
    this.#restore(bytes, state);
    return Uint8Array.from(bytes);
  }

  #decodeRun(run: Uint8Array, state: Readonly<Designations>): string {
    if ((run[0] ?? 0) < 0x80) return state.g0.mapping.decode(run);
    const set = state.g1 ?? this.#assumedG1;
    return set ? set.mapping.decode(run) : latin1Text(run);
  }

  /** Writes a character in a set that is designated already, or else in the first that has it. */
  #write(bytes: number[], state: Designations, character: string): boolean {
    if (writeIn(state.g0, bytes, state, character)) return true;
    if (state.g1 && writeIn(state.g1, bytes, state, character)) return true;
    return this.#sets.some((set) => writeIn(set, bytes, state, character));
  }

  #restore(bytes: number[], state: Designations): void {
    if (state.g0 !== this.#initial.g0) pushEscape(bytes, state, this.#initial.g0);
    if (this.#initial.g1 && state.g1 !== this.#initial.g1) pushEscape(bytes, state, this.#initial.g1);
    state.g1 = this.#initial.g1;
  }
}

/** The encoding of every byte as the character of the same number: bytes of unknown sets come back unchanged. */
export const latin1Encoding: TextEncoding = {
  asciiCompatible: true,
  decode: (bytes) => latin1Text(bytes),
  encode(text, _delimiters, unmappable) {
    const writable = Array.from(text, (character) =>
      latin1Mapping.codeOf(character) === undefined ? unmappable(character) : character,
    );
    return Buffer.from(writable.join(''), 'latin1');
  },
};

/** Where the bytes end that hold codes of the set that `bytes[at]` belongs to; `at` where it belongs to none. */
function runEnd(bytes: Uint8Array, at: number, state: Readonly<Designations>, delimiters: string): number {
  const isUpper = (bytes[at] ?? 0) >= 0x80;
  if (!isUpper && state.g0.bytesPerCode === 2) return doubleByteRunEnd(bytes, at);
  let end = at;
  while (end < bytes.length) {
    const byte = bytes[end] ?? 0;
    if (byte >= 0x80 !== isUpper || isControl(byte)) break;
    if (!isUpper && delimiters.includes(String.fromCharCode(byte))) break;
    end += 1;
  }
  return end;
}

/** In a set of two bytes in G0, a byte that looks like a delimiter may be half of a character (PS3.5 6.1.2.5.3). */
function doubleByteRunEnd(bytes: Uint8Array, at: number): number {
  let end = at;
  while (isGraphic(bytes[end]) && isGraphic(bytes[end + 1])) end += 2;
  return end;
}

function isGraphic(byte: number | undefined): boolean {
  return byte !== undefined && byte > 0x20 && byte < 0x7f;
}

/** Whether the sets of the first value must be active before a character (PS3.5 6.1.2.5.3). */
function endsExtension(character: string, delimiters: string): boolean {
  return (character < ' ' && character !== '\x1b') || delimiters.includes(character);
}

function isControl(code: number): boolean {
  return code < 0x20;
}

function writeIn(set: CodedCharacterSet, bytes: number[], state: Designations, character: string): boolean {
  const code = set.mapping.codeOf(character);
  if (code === undefined || (set.area === 'G1' && code < 0x80)) return false;
  if (set !== state.g0 && set !== state.g1) pushEscape(bytes, state, set);
  if (set.bytesPerCode === 2) bytes.push(code >> 8);
  bytes.push(code & 0xff);
  return true;
}

function designate(state: Designations, set: CodedCharacterSet): void {
  if (set.area === 'G0') state.g0 = set;
  else state.g1 = set;
}

function pushEscape(bytes: number[], state: Designations, set: CodedCharacterSet): void {
  bytes.push(ESC);
  for (const character of set.escape) bytes.push(character.charCodeAt(0));
  designate(state, set);
}
