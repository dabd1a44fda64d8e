import {
  DataSet,
  DicomEncodeError,
  type ElementEncoding,
  elementEncodingOf,
  encodeDataSetToBytes,
  isPrivateCreator,
  Sequence,
  SpecificCharacterSet,
  type Tag,
  Tags,
  type TransferSyntax,
  type VR,
  vrTable,
} from '@isocenter/dicom';
import type { FindKey } from '../query/find-key.ts';
import type { RequestedAttribute } from '../query/find-query.ts';
import { isAttribute, type Match, textOf, type ValueSource } from '../query/value-source.ts';
import type { FindIdentifier } from './find-identifier.ts';

/** A short-form length field says no more (PS3.5 7.1.2). */
const maxShortFormBytes = 0xfffe;
const firstScratchBytes = 4096;

/** An element of the answer: bytes that are the same in all of them, or what the match gives. */
type Field =
  | { readonly is: 'constant'; readonly bytes: Uint8Array }
  | {
      readonly is: 'text';
      readonly attribute: RequestedAttribute;
      readonly source: ValueSource;
      /** Tag, VR and a length of zero. */
      readonly header: Uint8Array;
      readonly padding: number;
    }
  | { readonly is: 'other'; readonly attribute: RequestedAttribute; readonly source: ValueSource };

export interface FindAnswerOptions {
  readonly identifier: FindIdentifier;
  /** Sources of the keys of the identifier, in their order. */
  readonly sources: readonly ValueSource[];
  readonly transferSyntax: TransferSyntax;
  /** Terms of `DefaultEncoding`. */
  readonly characterSet: readonly string[];
  readonly retrieveAet: string;
  /** Where Retrieve AE Title is asked for; default: blank, as the peer answers it. */
  readonly requestedRetrieveAet?: string;
}

/**
 * Encodes the answers of one C-FIND (PS3.4 C.4.1.1.3.2): the requested keys in tag order, those without a value empty,
 * with the level and Retrieve AE Title. A value that the character set of the answers does not have makes its answer
 * one in UTF-8. Text in ASCII, which is nearly all, is written without intermediate copies.
 */
export class FindAnswerEncoder {
  readonly #transferSyntax: TransferSyntax;
  readonly #encoding: ElementEncoding;
  readonly #characterSet: SpecificCharacterSet;
  readonly #fields: readonly Field[];
  readonly #utf8Fields: readonly Field[];
  #scratch = Buffer.allocUnsafe(firstScratchBytes);
  #length = 0;

  constructor(options: FindAnswerOptions) {
    this.#transferSyntax = options.transferSyntax;
    this.#encoding = elementEncodingOf(options.transferSyntax);
    this.#characterSet = SpecificCharacterSet.parse(options.characterSet);
    this.#fields = this.#plan(options, options.characterSet);
    this.#utf8Fields = this.#plan(options, SpecificCharacterSet.utf8.terms);
  }

  /** The Identifier of one pending response. */
  encode(match: Match): Uint8Array {
    if (!this.#write(this.#fields, this.#characterSet, match)) {
      this.#write(this.#utf8Fields, SpecificCharacterSet.utf8, match);
    }
    const answer = Buffer.allocUnsafe(this.#length);
    this.#scratch.copy(answer, 0, 0, this.#length);
    return answer;
  }

  #plan(
    { identifier, sources, requestedRetrieveAet = '', retrieveAet }: FindAnswerOptions,
    terms: readonly string[],
  ): Field[] {
    const constants = new Map<Tag, Uint8Array>();
    const constant = (tag: Tag, vr: VR, text: string) => {
      constants.set(tag, this.#encodeElement(new DataSet().set(tag, vr, text === '' ? null : text.split('\\'))));
    };
    const asksRetrieveAet = identifier.keys.some(({ tag }) => tag === Tags.RetrieveAETitle);
    constant(Tags.SpecificCharacterSet, 'CS', terms.join('\\'));
    constant(Tags.QueryRetrieveLevel, 'CS', identifier.levelText);
    constant(Tags.RetrieveAETitle, 'AE', asksRetrieveAet ? requestedRetrieveAet : retrieveAet);
    for (const key of identifier.keys) {
      if (isPrivateCreator(key.tag)) constant(key.tag, 'LO', creatorOf(key));
    }
    const constantFields = [...constants].map(([tag, bytes]) => ({ tag, field: { is: 'constant', bytes } as const }));
    const keyFields = identifier.keys.flatMap((key, position) => {
      const source = sources[position];
      if (source === undefined || constants.has(key.tag)) return [];
      return [{ tag: key.tag, field: this.#fieldOf(key, source) }];
    });
    const ordered = [...constantFields, ...keyFields].sort((a, b) => a.tag - b.tag);
    return joinConstants(ordered.map(({ field }) => field));
  }

  #fieldOf({ tag, vr, privateCreator }: FindKey, source: ValueSource): Field {
    const attribute = { tag, vr, ...(privateCreator === undefined ? {} : { privateCreator }) };
    const empty = this.#encodeElement(new DataSet().set(tag, vr, null));
    if (source.from === 'constant' && source.value === '') return { is: 'constant', bytes: empty };
    const { kind, padding } = vrTable[vr];
    if (kind !== 'text' && kind !== 'uid') return { is: 'other', attribute, source };
    return { is: 'text', attribute, source, header: empty, padding };
  }

  #encodeElement(dataSet: DataSet): Uint8Array {
    return encodeDataSetToBytes(dataSet, this.#transferSyntax);
  }

  /** False when some text is not in the character set. */
  #write(fields: readonly Field[], characterSet: SpecificCharacterSet, match: Match): boolean {
    this.#length = 0;
    for (const field of fields) {
      if (field.is === 'constant') {
        this.#append(field.bytes);
        continue;
      }
      if (field.is === 'other') {
        this.#append(this.#encodeOther(field.attribute, field.source, match, characterSet));
        continue;
      }
      this.#append(field.header);
      const text = textOf(field.source, match);
      if (text === undefined || text.length === 0) continue;
      const valueStart = this.#length;
      if (!this.#appendAscii(text)) {
        const bytes = encodeText(text, field.attribute.vr, characterSet);
        if (bytes === undefined) return false;
        this.#append(bytes);
      }
      this.#closeValue(field.attribute.vr, valueStart, field.padding);
    }
    return true;
  }

  #append(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    const scratch = this.#scratch;
    let at = this.#length;
    for (let index = 0; index < bytes.length; index += 1) scratch[at++] = bytes[index] ?? 0;
    this.#length = at;
  }

  /** False, with nothing appended, when the text has more than ASCII. */
  #appendAscii(text: string): boolean {
    const length = text.length;
    this.#reserve(length + 1);
    const scratch = this.#scratch;
    const start = this.#length;
    for (let index = 0; index < length; index += 1) {
      const code = text.charCodeAt(index);
      if (code > 0x7e || code === 0x1b) return false;
      scratch[start + index] = code;
    }
    this.#length = start + length;
    return true;
  }

  /** Pads the value to even length and writes its length before it. A value too long for its VR is left out. */
  #closeValue(vr: VR, valueStart: number, padding: number): void {
    const { explicitVr, bigEndian } = this.#encoding;
    if ((this.#length - valueStart) % 2 === 1) {
      this.#reserve(1);
      this.#scratch[this.#length++] = padding;
    }
    const length = this.#length - valueStart;
    if (explicitVr && !vrTable[vr].longForm) {
      if (length > maxShortFormBytes) this.#length = valueStart;
      else if (bigEndian) this.#scratch.writeUInt16BE(length, valueStart - 2);
      else this.#scratch.writeUInt16LE(length, valueStart - 2);
    } else if (bigEndian) this.#scratch.writeUInt32BE(length, valueStart - 4);
    else this.#scratch.writeUInt32LE(length, valueStart - 4);
  }

  #reserve(bytes: number): void {
    if (this.#length + bytes <= this.#scratch.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.#scratch.length * 2, this.#length + bytes));
    this.#scratch.copy(larger, 0, 0, this.#length);
    this.#scratch = larger;
  }

  /** Numbers, bytes and sequences: the element as stored, or the index's text as numbers. */
  #encodeOther(
    { tag, vr, privateCreator }: RequestedAttribute,
    source: ValueSource,
    match: Match,
    characterSet: SpecificCharacterSet,
  ): Uint8Array {
    const answer = new DataSet().set(tag, vr, null);
    const isStored = isAttribute(source);
    const stored = isStored ? match.attributes?.element(tag, privateCreator) : undefined;
    const text = isStored ? undefined : textOf(source, match);
    try {
      if (stored?.value instanceof Sequence) {
        const terms = match.attributes?.characterSetTerms ?? [];
        const items = stored.value.items.map((item) => withCharacterSet(item, terms, characterSet.terms));
        const { undefinedLength, itemEncoding } = stored.value;
        answer.setElement({ ...stored, tag, value: new Sequence(items, undefinedLength, itemEncoding) });
      } else if (stored?.value instanceof Uint8Array) {
        answer.setElement({ ...stored, tag });
      } else if (text !== undefined && text !== '') {
        answer.set(tag, vr, text.split('\\'));
      }
      return this.#encodeElement(answer);
    } catch (error) {
      // What is stored does not fit its VR: no value to answer with.
      if (!(error instanceof DicomEncodeError)) throw error;
      return this.#encodeElement(new DataSet().set(tag, vr, null));
    }
  }
}

function creatorOf(key: FindKey): string {
  return key.vr === 'SQ' ? '' : key.value;
}

function joinConstants(fields: readonly Field[]): Field[] {
  const joined: Field[] = [];
  for (const field of fields) {
    const last = joined.at(-1);
    if (field.is === 'constant' && last?.is === 'constant') {
      joined[joined.length - 1] = { is: 'constant', bytes: Buffer.concat([last.bytes, field.bytes]) };
    } else {
      joined.push(field);
    }
  }
  return joined;
}

function encodeText(text: string, vr: VR, characterSet: SpecificCharacterSet): Uint8Array | undefined {
  try {
    return characterSet.encode(text, vr);
  } catch (error) {
    if (error instanceof DicomEncodeError) return undefined;
    throw error;
  }
}

/** An item keeps the bytes of its file; where they mean something else in the answer, it says in what they are. */
function withCharacterSet(item: DataSet, stored: readonly string[], answered: readonly string[]): DataSet {
  const isSame = stored.join('\\') === answered.join('\\');
  if (isSame || item.has(Tags.SpecificCharacterSet) || !hasBeyondAscii(item)) return item;
  return item.cloneWithout(() => false).set(Tags.SpecificCharacterSet, 'CS', stored.length === 0 ? null : [...stored]);
}

function hasBeyondAscii(dataSet: DataSet): boolean {
  for (const { vr, value } of dataSet) {
    if (value instanceof Sequence && value.items.some(hasBeyondAscii)) return true;
    const isText = value instanceof Uint8Array && vrTable[vr].characterSet;
    if (isText && value.some((byte) => byte > 0x7e || byte === 0x1b)) return true;
  }
  return false;
}
