/** What the bytes of a value are, as far as reading and writing them needs to know. */
export type ValueKind = 'text' | 'uid' | 'number' | 'bytes' | 'sequence' | 'tag';

/** What PS3.5 says of one value representation. */
export interface ValueRepresentation {
  readonly kind: ValueKind;
  /** In explicit VR the length has 32 bits after two reserved bytes (PS3.5 7.1.2), otherwise 16 bits. */
  readonly longForm: boolean;
  /** The byte that makes a value of odd length even (PS3.5 6.2). */
  readonly padding: 0x20 | 0x00;
  /** A value field may hold several values: joined by backslashes in text and UIDs, side by side in numbers and tags. */
  readonly multiValued: boolean;
  /** The bytes are in the character set that (0008,0005) names (PS3.5 6.1.2.2). */
  readonly characterSet: boolean;
  /** The size of the units whose bytes are reversed between little and big endian (PS3.5 7.3). */
  readonly unitBytes: 1 | 2 | 4 | 8;
  /** The largest length of one value in bytes, where the standard limits bytes. */
  readonly maxBytes: number | undefined;
  /** The largest length of one value in characters (of one component group in PN), where it limits characters. */
  readonly maxChars: number | undefined;
  /** A query may use the wildcards * and ? (PS3.4 C.2.2.2.4). */
  readonly wildcard: boolean;
  /** A query may ask for a range (PS3.4 C.2.2.2.5). */
  readonly range: boolean;
}

/** The value representations of PS3.5 Table 6.2-1, by their two letters. */
export const vrTable = {
  AE: text({ maxBytes: 16, multiValued: true, wildcard: true }),
  AS: text({ maxBytes: 4, multiValued: true }),
  AT: binary('tag', 2, { maxBytes: 4, multiValued: true }),
  CS: text({ maxBytes: 16, multiValued: true, wildcard: true }),
  DA: text({ maxBytes: 8, multiValued: true, range: true }),
  DS: text({ maxBytes: 16, multiValued: true }),
  DT: text({ maxBytes: 26, multiValued: true, range: true }),
  FD: binary('number', 8, { maxBytes: 8, multiValued: true }),
  FL: binary('number', 4, { maxBytes: 4, multiValued: true }),
  IS: text({ maxBytes: 12, multiValued: true }),
  LO: text({ maxChars: 64, multiValued: true, characterSet: true, wildcard: true }),
  LT: text({ maxChars: 10240, characterSet: true, wildcard: true }),
  OB: binary('bytes', 1, { maxBytes: 2 ** 32 - 2, longForm: true }),
  OD: binary('bytes', 8, { maxBytes: 2 ** 32 - 8, longForm: true }),
  OF: binary('bytes', 4, { maxBytes: 2 ** 32 - 4, longForm: true }),
  OL: binary('bytes', 4, { maxBytes: 2 ** 32 - 4, longForm: true }),
  OV: binary('bytes', 8, { maxBytes: 2 ** 32 - 8, longForm: true }),
  OW: binary('bytes', 2, { maxBytes: 2 ** 32 - 2, longForm: true }),
  PN: text({ maxChars: 64, multiValued: true, characterSet: true, wildcard: true }),
  SH: text({ maxChars: 16, multiValued: true, characterSet: true, wildcard: true }),
  SL: binary('number', 4, { maxBytes: 4, multiValued: true }),
  SQ: binary('sequence', 1, { longForm: true }),
  SS: binary('number', 2, { maxBytes: 2, multiValued: true }),
  ST: text({ maxChars: 1024, characterSet: true, wildcard: true }),
  SV: binary('number', 8, { maxBytes: 8, multiValued: true, longForm: true }),
  TM: text({ maxBytes: 14, multiValued: true, range: true }),
  UC: text({ maxBytes: 2 ** 32 - 2, multiValued: true, characterSet: true, wildcard: true, longForm: true }),
  UI: row({ kind: 'uid', padding: 0x00, maxBytes: 64, multiValued: true }),
  UL: binary('number', 4, { maxBytes: 4, multiValued: true }),
  UN: binary('bytes', 1, { longForm: true }),
  UR: text({ maxBytes: 2 ** 32 - 2, wildcard: true, longForm: true }),
  US: binary('number', 2, { maxBytes: 2, multiValued: true }),
  UT: text({ maxBytes: 2 ** 32 - 2, characterSet: true, wildcard: true, longForm: true }),
  UV: binary('number', 8, { maxBytes: 8, multiValued: true, longForm: true }),
} as const;

/** The two letters of a value representation. */
export type VR = keyof typeof vrTable;

/** Whether two letters name a value representation of PS3.5 Table 6.2-1. */
export function isVr(text: string): text is VR {
  return Object.hasOwn(vrTable, text);
}

function text(facts: Partial<ValueRepresentation>): ValueRepresentation {
  return row({ kind: 'text', padding: 0x20, ...facts });
}

function binary(
  kind: ValueKind,
  unitBytes: ValueRepresentation['unitBytes'],
  facts: Partial<ValueRepresentation>,
): ValueRepresentation {
  return row({ kind, unitBytes, padding: 0x00, ...facts });
}

/** Every row has every property in the same order, so that looking one up stays monomorphic. */
function row(facts: Pick<ValueRepresentation, 'kind' | 'padding'> & Partial<ValueRepresentation>): ValueRepresentation {
  return Object.freeze({
    kind: facts.kind,
    longForm: facts.longForm ?? false,
    padding: facts.padding,
    multiValued: facts.multiValued ?? false,
    characterSet: facts.characterSet ?? false,
    unitBytes: facts.unitBytes ?? 1,
    maxBytes: facts.maxBytes,
    maxChars: facts.maxChars,
    wildcard: facts.wildcard ?? false,
    range: facts.range ?? false,
  });
}
