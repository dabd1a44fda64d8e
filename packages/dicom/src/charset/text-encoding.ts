/** How text becomes bytes and bytes text under one Specific Character Set. */
export interface TextEncoding {
  /** Bytes below 80 other than ESC are the ASCII characters of the same number, whatever stands before them. */
  readonly asciiCompatible: boolean;
  /** The text of one field. At the delimiters (ASCII characters), code extension starts anew. */
  decode(bytes: Uint8Array, delimiters: string): string;
  /** The bytes of one field. `unmappable` gives what to write for a character that the sets do not have, or throws. */
  encode(text: string, delimiters: string, unmappable: (character: string) => string): Uint8Array;
}
