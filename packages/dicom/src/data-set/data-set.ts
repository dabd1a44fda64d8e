import { SpecificCharacterSet } from '../charset/specific-character-set.ts';
import { DataDictionary } from '../dictionary/data-dictionary.ts';
import { DicomEncodeError } from '../errors.ts';
import { creatorTagOf } from '../stream/implicit-vr.ts';
import { groupOf, isGroupLength, isItemTag, isPrivate, isPrivateCreator, type Tag } from '../tag.ts';
import { type VR, vrTable } from '../vr.ts';
import { type DataElement, type ElementValue, Sequence } from './element-value.ts';
import { parseSequenceValue } from './sequence-value.ts';
import { decodeNumbers, decodeTags, decodeTexts, trimText } from './value-decoding.ts';
import { encodeValues, type PlainValue, padToEven } from './value-encoding.ts';

const SPECIFIC_CHARACTER_SET: Tag = 0x0008_0005;

/** What {@link DataSet.set} takes: nothing, plain values, encoded bytes, items, or a value of another data set. */
export type NewValue = null | PlainValue | readonly PlainValue[] | readonly DataSet[] | ElementValue;

export interface DataSetForm {
  /** The data set this one is an item of. */
  readonly parent?: DataSet | undefined;
  /** The item was, and will be, ended by a delimiter instead of a length field. */
  readonly undefinedLength?: boolean;
  /** The defined term to assume where (0008,0005) is absent, or not understood. */
  readonly fallbackCharacterSet?: string | undefined;
}

/**
 * Elements in tag order (PS3.5 7.1). Values stay as encoded until a reader method decodes them; nothing is kept
 * decoded, so that what was not changed is written as it was read.
 */
export class DataSet {
  #elements = new Map<Tag, DataElement>();
  #highestTag = -1;
  #sorted = true;
  #parent: DataSet | undefined;
  #parentTag: Tag | undefined;
  #charset: SpecificCharacterSet | undefined;
  readonly undefinedLength: boolean;
  readonly #fallbackCharacterSet: string | undefined;

  constructor(form: DataSetForm = {}) {
    this.#parent = form.parent;
    this.undefinedLength = form.undefinedLength ?? false;
    this.#fallbackCharacterSet = form.fallbackCharacterSet;
  }

  static fromElements(elements: Iterable<DataElement>, form?: DataSetForm): DataSet {
    const dataSet = new DataSet(form);
    for (const element of elements) dataSet.setElement(element);
    return dataSet;
  }

  get size(): number {
    return this.#elements.size;
  }

  /** The elements in tag order. */
  [Symbol.iterator](): IterableIterator<DataElement> {
    if (!this.#sorted) {
      this.#elements = new Map([...this.#elements].sort(([a], [b]) => a - b));
      this.#sorted = true;
    }
    return this.#elements.values();
  }

  has(tag: Tag): boolean {
    return this.#elements.has(tag);
  }

  get(tag: Tag): DataElement | undefined {
    return this.#elements.get(tag);
  }

  /** Puts an element as it is. An item of its sequence belongs to this data set from then on. */
  setElement(element: DataElement): void {
    const { tag, value } = element;
    if (tag < this.#highestTag && !this.#elements.has(tag)) this.#sorted = false;
    if (tag > this.#highestTag) this.#highestTag = tag;
    this.#elements.set(tag, element);
    if (tag === SPECIFIC_CHARACTER_SET) this.#charset = undefined;
    if (value instanceof Sequence) {
      for (const item of value.items) {
        item.#parent = this;
        item.#parentTag = tag;
      }
    }
  }

  /**
   * Sets an element. Text is encoded at once in the specific character set in force: set (0008,0005) first.
   * @throws DicomEncodeError `valueInvalid`; `tagOfItems` for group FFFE (PS3.5 7.5)
   */
  set(tag: Tag, vr: VR, value: NewValue): this {
    if (isItemTag(tag)) throw new DicomEncodeError('tagOfItems', { tag });
    this.setElement({ tag, vr, value: this.#encode(tag, vr, value), encoding: undefined });
    this.#changed(tag);
    return this;
  }

  delete(tag: Tag): boolean {
    const existed = this.#elements.delete(tag);
    if (!existed) return false;
    if (tag === SPECIFIC_CHARACTER_SET) this.#charset = undefined;
    this.#changed(tag);
    return true;
  }

  /** A data set of the same elements (not copies) without those the predicate names. */
  cloneWithout(isLeftOut: (element: DataElement) => boolean): DataSet {
    const clone = new DataSet({
      parent: this.#parent,
      undefinedLength: this.undefinedLength,
      fallbackCharacterSet: this.#fallbackCharacterSet,
    });
    for (const element of this) {
      if (isLeftOut(element)) continue;
      const { value } = element;
      if (value instanceof Sequence) {
        const items = value.items.map((item) => item.cloneWithout(() => false));
        const sequence = new Sequence(items, value.undefinedLength, value.itemEncoding);
        clone.setElement({ ...element, value: sequence });
      } else {
        clone.setElement(element);
      }
    }
    return clone;
  }

  /** The character set in force: (0008,0005) here or in the nearest enclosing data set (PS3.5 7.5.3). */
  get specificCharacterSet(): SpecificCharacterSet {
    const element = this.#elements.get(SPECIFIC_CHARACTER_SET);
    if (element === undefined && this.#parent !== undefined) return this.#parent.specificCharacterSet;
    if (this.#charset === undefined) {
      const terms = element?.value instanceof Uint8Array ? Buffer.from(element.value).toString('latin1') : '';
      this.#charset = SpecificCharacterSet.parse(trimText(terms, 'CS'), this.#fallbackCharacterSet);
    }
    return this.#charset;
  }

  /** The first value as text, trimmed; `undefined` when the element is absent, empty or not of a textual kind. */
  text(tag: Tag): string | undefined {
    return this.texts(tag)[0];
  }

  /** All values as text, trimmed. Numbers and tags are written out. */
  texts(tag: Tag): string[] {
    const element = this.#elements.get(tag);
    if (element === undefined || !(element.value instanceof Uint8Array)) return [];
    return decodeTexts(element.value, this.#valueVr(element), isBigEndian(element), this.specificCharacterSet);
  }

  /** The whole field as one text: values joined by backslashes, trimmed as a whole. */
  textField(tag: Tag): string | undefined {
    const element = this.#elements.get(tag);
    if (element === undefined || !(element.value instanceof Uint8Array)) return undefined;
    const vr = this.#valueVr(element);
    const { kind, characterSet } = vrTable[vr];
    if (kind !== 'text' && kind !== 'uid') return kind === 'bytes' ? undefined : this.texts(tag).join('\\');
    const text = characterSet
      ? this.specificCharacterSet.decode(element.value, vr)
      : Buffer.from(element.value).toString('latin1');
    return trimText(text, 'LO');
  }

  /** The first number; of UV and SV too, where it may lose precision. */
  number(tag: Tag): number | undefined {
    const first = this.numbers(tag)[0];
    return first === undefined ? undefined : Number(first);
  }

  /** The numbers of a binary or DS/IS element; UV, SV and OV give bigints. */
  numbers(tag: Tag): (number | bigint)[] {
    const element = this.#elements.get(tag);
    if (element === undefined || !(element.value instanceof Uint8Array)) return [];
    return decodeNumbers(element.value, this.#valueVr(element), isBigEndian(element));
  }

  /** The tags of an AT element. */
  tags(tag: Tag): Tag[] {
    const element = this.#elements.get(tag);
    if (element === undefined || !(element.value instanceof Uint8Array)) return [];
    return this.#valueVr(element) === 'AT' ? decodeTags(element.value, isBigEndian(element)) : [];
  }

  /** The value as encoded in the source; `undefined` for sequences, fragments and bulk values. */
  bytes(tag: Tag): Uint8Array | undefined {
    const value = this.#elements.get(tag)?.value;
    return value instanceof Uint8Array ? value : undefined;
  }

  /**
   * The items of a sequence; of one carried as UN too, when the dictionary knows it (PS3.5 6.2.2).
   * @throws DicomParseError when such a UN value is not a sequence
   */
  sequence(tag: Tag): readonly DataSet[] {
    const element = this.#elements.get(tag);
    if (element === undefined) return [];
    if (element.value instanceof Sequence) return element.value.items;
    if (!(element.value instanceof Uint8Array) || this.#valueVr(element) !== 'SQ') return [];
    return parseSequenceValue(element.value, this);
  }

  /** The creator that reserved the block of a private element in this data set (PS3.5 7.8.1). */
  privateCreatorOf(tag: Tag): string | undefined {
    if (!isPrivate(tag) || isPrivateCreator(tag)) return undefined;
    return this.text(creatorTagOf(tag));
  }

  /** The VR to read the value with: what the dictionary says where the data set says UN. */
  #valueVr({ tag, vr }: DataElement): VR {
    if (vr !== 'UN') return vr;
    return DataDictionary.standard.vrOf(tag, this.privateCreatorOf(tag)) ?? vr;
  }

  #encode(tag: Tag, vr: VR, value: NewValue): ElementValue {
    if (value === null) return vr === 'SQ' ? new Sequence([]) : new Uint8Array(0);
    if (value instanceof Uint8Array) return padToEven(value, vr);
    if (typeof value !== 'object') return encodeValues(tag, vr, [value], this.specificCharacterSet);
    if (!isArray(value)) return value;
    if (vr === 'SQ') return new Sequence(value.filter((item) => item instanceof DataSet));
    const plain = value.filter((item): item is PlainValue => typeof item !== 'object');
    if (plain.length < value.length) throw new DicomEncodeError('valueInvalid', { tag, detail: `items in ${vr}` });
    return encodeValues(tag, vr, plain, this.specificCharacterSet);
  }

  /** Group lengths are retired (PS3.5 7.2): one that may have become wrong is dropped. */
  #changed(tag: Tag): void {
    const groupLength = (groupOf(tag) * 0x1_0000) as Tag;
    if (!isGroupLength(tag) && groupOf(tag) > 2) this.#elements.delete(groupLength);
    if (this.#parent !== undefined && this.#parentTag !== undefined) this.#parent.#changed(this.#parentTag);
  }
}

function isArray(value: object): value is readonly (PlainValue | DataSet)[] {
  return Array.isArray(value);
}

/** UN is little endian in every transfer syntax (PS3.5 6.2.2). */
function isBigEndian(element: DataElement): boolean {
  return element.vr !== 'UN' && element.encoding?.bigEndian === true;
}
