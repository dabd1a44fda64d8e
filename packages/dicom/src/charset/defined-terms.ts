import { type CodedCharacterSet, codedCharacterSets } from './coded-character-sets.ts';
import { Iso2022Encoding } from './iso2022-encoding.ts';
import type { TextEncoding } from './text-encoding.ts';
import { gb18030Encoding, gbkEncoding, utf8Encoding } from './unicode-encodings.ts';

/** Defined terms that stand alone, without code extension (PS3.3 Table C.12-5). */
const standaloneEncodings: Readonly<Record<string, TextEncoding>> = {
  'ISO_IR 192': utf8Encoding,
  GB18030: gb18030Encoding,
  GBK: gbkEncoding,
};

/** The sets that a term with this registration number makes available (PS3.3 Tables C.12-2 to C.12-4). */
const setsByRegistration: Readonly<Record<string, readonly CodedCharacterSet[]>> = {
  ...Object.fromEntries(
    Object.entries(codedCharacterSets).map(([registration, set]) => [
      registration,
      set.area === 'G1' && set.bytesPerCode === 1 ? [codedCharacterSets[6], set] : [set],
    ]),
  ),
  13: [codedCharacterSets[14], codedCharacterSets[13]],
};

/** Names that are common in (0008,0005) and are not defined terms, in upper case and without separators. */
const misnomers: Readonly<Record<string, string>> = {
  UTF8: 'ISO_IR 192',
  ISO2022IR192: 'ISO_IR 192',
  ISO2022192: 'ISO_IR 192',
  GB2312: 'GBK',
  ISO2022GB18030: 'GB18030',
  ISO2022GBK: 'GBK',
  ASCII: 'ISO_IR 6',
  USASCII: 'ISO_IR 6',
  LATIN1: 'ISO_IR 100',
  ISO88591: 'ISO_IR 100',
  ISO88592: 'ISO_IR 101',
  ISO88593: 'ISO_IR 109',
  ISO88594: 'ISO_IR 110',
  ISO88595: 'ISO_IR 144',
  ISO88596: 'ISO_IR 127',
  ISO88597: 'ISO_IR 126',
  ISO88598: 'ISO_IR 138',
  ISO88599: 'ISO_IR 148',
  ISO885915: 'ISO_IR 203',
};

/** A term as the standard spells it where it can be told; otherwise as it is. An empty first term stays empty. */
export function normaliseTerm(term: string): string {
  const compact = term.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
  const misnomer = misnomers[compact];
  if (misnomer !== undefined) return misnomer;
  const registered = /^ISO(2022)?(?:IR)?(\d{1,3})$/.exec(compact);
  if (registered) return `${registered[1] ? 'ISO 2022 IR' : 'ISO_IR'} ${registered[2]}`;
  return Object.hasOwn(standaloneEncodings, compact) ? compact : term.trim();
}

/**
 * The encoding that normalised terms name together, as far as they are known, and whether all are; undefined where
 * none is.
 */
export function encodingOf(terms: readonly string[]): { encoding: TextEncoding; recognised: boolean } | undefined {
  for (const term of terms) {
    const standalone = standaloneEncodings[term];
    if (standalone) return { encoding: standalone, recognised: terms.length === 1 };
  }
  const sets = terms.map(setsOf);
  if (sets.every((set) => set === undefined)) return undefined;
  const known = sets.map((set) => set ?? []);
  return { encoding: iso2022EncodingOf(known), recognised: !sets.includes(undefined) };
}

/** An empty first value means ASCII. */
function setsOf(term: string, at: number): readonly CodedCharacterSet[] | undefined {
  if (term === '' && at === 0) return setsByRegistration[6];
  const registration = /^(?:ISO_IR|ISO 2022 IR) (\d+)$/.exec(term)?.[1];
  return registration === undefined ? undefined : setsByRegistration[registration];
}

/** The first value's sets are active at the start where they have one byte; otherwise ASCII is. */
function iso2022EncodingOf(sets: readonly (readonly CodedCharacterSet[])[]): TextEncoding {
  const first = (sets[0] ?? []).filter((set) => set.bytesPerCode === 1);
  const initial = {
    g0: first.find((set) => set.area === 'G0') ?? codedCharacterSets[6],
    g1: first.find((set) => set.area === 'G1'),
  };
  const extensions = sets.flat().filter((set) => set !== initial.g0 && set !== initial.g1);
  return new Iso2022Encoding(initial, [...new Set(extensions)]);
}
