import {
  asciiMapping,
  type CharacterMapping,
  DoubleByteMapping,
  latin1Mapping,
  romajiMapping,
  SingleByteMapping,
} from './character-mapping.ts';

/** A coded character set that ISO 2022 can designate, and the escape sequence that does (PS3.3 C.12.1.1.2). */
export interface CodedCharacterSet {
  /** G0 holds codes of bytes 21-7E, G1 of bytes A1-FE. */
  readonly area: 'G0' | 'G1';
  readonly bytesPerCode: 1 | 2;
  /** What follows ESC. */
  readonly escape: string;
  readonly mapping: CharacterMapping;
}

const singleByte = { area: 'G1', bytesPerCode: 1 } as const;

/** The sets of PS3.3 Tables C.12-3 and C.12-4, by their number in the ISO registry. */
export const codedCharacterSets = {
  6: { area: 'G0', bytesPerCode: 1, escape: '(B', mapping: asciiMapping },
  14: { area: 'G0', bytesPerCode: 1, escape: '(J', mapping: romajiMapping },
  13: { ...singleByte, escape: ')I', mapping: new SingleByteMapping('shift_jis') },
  100: { ...singleByte, escape: '-A', mapping: latin1Mapping },
  101: { ...singleByte, escape: '-B', mapping: new SingleByteMapping('iso-8859-2') },
  109: { ...singleByte, escape: '-C', mapping: new SingleByteMapping('iso-8859-3') },
  110: { ...singleByte, escape: '-D', mapping: new SingleByteMapping('iso-8859-4') },
  126: { ...singleByte, escape: '-F', mapping: new SingleByteMapping('iso-8859-7') },
  127: { ...singleByte, escape: '-G', mapping: new SingleByteMapping('iso-8859-6') },
  138: { ...singleByte, escape: '-H', mapping: new SingleByteMapping('iso-8859-8') },
  144: { ...singleByte, escape: '-L', mapping: new SingleByteMapping('iso-8859-5') },
  148: { ...singleByte, escape: '-M', mapping: new SingleByteMapping('iso-8859-9') },
  166: { ...singleByte, escape: '-T', mapping: new SingleByteMapping('windows-874') },
  203: { ...singleByte, escape: '-b', mapping: new SingleByteMapping('iso-8859-15') },
  87: {
    area: 'G0',
    bytesPerCode: 2,
    escape: '$B',
    mapping: new DoubleByteMapping({
      encoding: 'euc-jp',
      rows: [
        [1, 8],
        [16, 84],
      ],
      highBit: 0x00,
      // The encoding has the full-width forms U+FF5E, U+2225 and U+FF0D for these.
      variants: { '\u301c': 0x2141, '\u2016': 0x2142, '\u2212': 0x215d },
    }),
  },
  159: {
    area: 'G0',
    bytesPerCode: 2,
    escape: '$(D',
    mapping: new DoubleByteMapping({ encoding: 'euc-jp', prefix: [0x8f], rows: [[2, 77]], highBit: 0x00 }),
  },
  149: {
    area: 'G1',
    bytesPerCode: 2,
    escape: '$)C',
    mapping: new DoubleByteMapping({ encoding: 'euc-kr', rows: [[1, 93]], highBit: 0x80 }),
  },
  58: {
    area: 'G1',
    bytesPerCode: 2,
    escape: '$)A',
    mapping: new DoubleByteMapping({
      encoding: 'gbk',
      rows: [
        [1, 9],
        [16, 87],
      ],
      highBit: 0x80,
    }),
  },
} as const satisfies Record<number, CodedCharacterSet>;

/** Escape sequences that readers meet besides those of the standard. */
const olderEscapes: readonly (readonly [escape: string, set: CodedCharacterSet])[] = [
  // JIS C 6226-1978, the forerunner of JIS X 0208.
  ['$@', codedCharacterSets[87]],
];

const designations: readonly (readonly [escape: string, set: CodedCharacterSet])[] = [
  ...Object.values<CodedCharacterSet>(codedCharacterSets).map((set) => [set.escape, set] as const),
  ...olderEscapes,
];

/** The set that the escape sequence whose ESC is before `at` designates, and the bytes that follow ESC. */
export function designationAt(
  bytes: Uint8Array,
  at: number,
): { readonly set: CodedCharacterSet; readonly escapeBytes: number } | undefined {
  for (const [sequence, set] of designations) {
    let matching = 0;
    while (matching < sequence.length && bytes[at + matching] === sequence.charCodeAt(matching)) matching += 1;
    if (matching === sequence.length) return { set, escapeBytes: matching };
  }
  return undefined;
}
