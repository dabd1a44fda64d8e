import { DicomEncodeError } from '../errors.ts';
import { swapByteOrder } from '../stream/byte-order.ts';
import type { ByteSink } from '../stream/byte-sink.ts';
import {
  type ElementEncoding,
  elementEncodingOf,
  elementEncodings,
  itemTags,
  UNDEFINED_LENGTH,
} from '../stream/element-encoding.ts';
import { elementHeaderBytes, writeElementHeader, writeItemHeader, writtenVr } from '../stream/element-header-writer.ts';
import { groupOf, isGroupLength, type Tag } from '../tag.ts';
import type { TransferSyntax } from '../transfer-syntax/transfer-syntaxes.ts';
import { type VR, vrTable } from '../vr.ts';
import type { DataSet } from './data-set.ts';
import { BulkValue, type ByteRange, type DataElement, Fragments, Sequence } from './element-value.ts';
import { padToEven } from './value-encoding.ts';

export type SequenceLengthForm = 'asRead' | 'defined' | 'undefined';

/** Bytes of the source that belong into the output, their byte order reversed by unit where it is above 1. */
export interface BulkRange extends ByteRange {
  readonly tag: Tag;
  readonly swapUnitBytes: 1 | 2 | 4 | 8;
}

const ITEM_HEADER_BYTES = 8;
const MAX_LENGTH = 0xffff_fffe;

/** Writes elements to a sink in the layout of a transfer syntax. */
export class DataSetWriter {
  readonly #sink: ByteSink<BulkRange>;
  readonly #form: SequenceLengthForm;
  readonly #encapsulated: boolean;
  /** The layout being written, which changes inside UN. */
  #encoding: ElementEncoding;
  /** Lengths of nested data sets, each needed once for every level around it. */
  readonly #lengths = new Map<DataSet, number>();

  constructor(transferSyntax: TransferSyntax, sink: ByteSink<BulkRange>, form: SequenceLengthForm) {
    this.#sink = sink;
    this.#form = form;
    this.#encapsulated = transferSyntax.encapsulated;
    this.#encoding = elementEncodingOf(transferSyntax);
  }

  writeElement(element: DataElement): void {
    if (this.#isDropped(element)) return;
    const { tag, vr, value } = element;
    if (value instanceof Uint8Array) {
      const bytes = this.#bytesOf(element, value);
      this.#writeHeader(element, bytes.length);
      this.#sink.bytes(bytes);
    } else if (value instanceof Sequence) {
      this.#writeSequence(element, value);
    } else if (value instanceof Fragments) {
      this.#requireEncapsulated(tag);
      const ranges = value.fragments;
      this.#writeFragments(element, ranges, value.undefinedLength, (fragment) => this.#sink.bytes(fragment));
    } else if (value.fragments !== undefined) {
      this.#requireEncapsulated(tag);
      this.#writeFragments(element, value.fragments, value.undefinedLength, ({ offset, length }) =>
        this.#sink.range({ tag, offset, length, swapUnitBytes: 1 }),
      );
    } else {
      this.#writeHeader(element, value.length);
      const swapUnitBytes = this.#swapUnit(element, writtenVr(vr, value.length, this.#encoding));
      this.#sink.range({ tag, offset: value.offset, length: value.length, swapUnitBytes });
    }
  }

  /** Bytes of all elements of a data set, without what surrounds an item. */
  dataSetLength(dataSet: DataSet): number {
    const known = this.#lengths.get(dataSet);
    if (known !== undefined) return known;
    let total = 0;
    for (const element of dataSet) if (!this.#isDropped(element)) total += this.#elementLength(element);
    this.#lengths.set(dataSet, total);
    return total;
  }

  #elementLength(element: DataElement): number {
    const { value } = element;
    if (value instanceof Sequence) return this.#headerBytes(element, 0) + this.#sequenceLength(element, value);
    if (value instanceof Uint8Array) {
      const odd = value.length % 2 === 1 && element.encoding !== this.#encoding ? 1 : 0;
      return this.#headerBytes(element, value.length + odd) + value.length + odd;
    }
    if (value instanceof BulkValue && value.fragments === undefined) {
      return this.#headerBytes(element, value.length) + value.length;
    }
    const fragments = fragmentsLength(value.fragments ?? []);
    return this.#headerBytes(element, 0) + fragments + (value.undefinedLength ? ITEM_HEADER_BYTES : 0);
  }

  #headerBytes(element: DataElement, length: number): number {
    if (this.#isVerbatim(element) && element.irregularHeader !== undefined) return element.irregularHeader.length;
    return elementHeaderBytes(writtenVr(element.vr, length, this.#encoding), this.#encoding);
  }

  #sequenceLength(element: DataElement, sequence: Sequence): number {
    return this.#inside(element, sequence, () => {
      let total = this.#isUndefined(element, sequence.undefinedLength) ? ITEM_HEADER_BYTES : 0;
      for (const item of sequence.items) {
        total += ITEM_HEADER_BYTES + this.dataSetLength(item);
        if (this.#isUndefinedItem(item)) total += ITEM_HEADER_BYTES;
      }
      return total;
    });
  }

  #writeSequence(element: DataElement, sequence: Sequence): void {
    const sink = this.#sink;
    const undefinedLength = this.#isUndefined(element, sequence.undefinedLength);
    this.#writeHeader(element, undefinedLength ? UNDEFINED_LENGTH : this.#sequenceLength(element, sequence));
    this.#inside(element, sequence, () => {
      for (const item of sequence.items) {
        const undefinedItem = this.#isUndefinedItem(item);
        const length = undefinedItem ? UNDEFINED_LENGTH : this.dataSetLength(item);
        writeItemHeader(sink, itemTags.item, length, this.#encoding);
        for (const nested of item) this.writeElement(nested);
        if (undefinedItem) writeItemHeader(sink, itemTags.itemDelimitation, 0, this.#encoding);
      }
      if (undefinedLength) writeItemHeader(sink, itemTags.sequenceDelimitation, 0, this.#encoding);
    });
  }

  /** Items of UN, and of implicit VR elements in an explicit data set, keep a layout of their own (PS3.5 6.2.2). */
  #inside<T>(element: DataElement, sequence: Sequence, action: () => T): T {
    const outer = this.#encoding;
    if (this.#keepsItemEncoding(element, sequence)) {
      this.#encoding = sequence.itemEncoding ?? elementEncodings.implicitLittleEndian;
    } else if (element.vr === 'UN' && outer.explicitVr) {
      this.#encoding = elementEncodings.implicitLittleEndian;
    }
    const result = action();
    this.#encoding = outer;
    return result;
  }

  #keepsItemEncoding(element: DataElement, sequence: Sequence): boolean {
    return sequence.itemEncoding !== undefined && this.#isVerbatim(element);
  }

  #writeFragments<F extends { readonly length: number }>(
    element: DataElement,
    fragments: readonly F[],
    undefinedLength: boolean,
    write: (fragment: F) => void,
  ): void {
    this.#writeHeader(element, undefinedLength ? UNDEFINED_LENGTH : fragmentsLength(fragments));
    for (const fragment of fragments) {
      writeItemHeader(this.#sink, itemTags.item, fragment.length, this.#encoding);
      write(fragment);
    }
    if (undefinedLength) writeItemHeader(this.#sink, itemTags.sequenceDelimitation, 0, this.#encoding);
  }

  #writeHeader(element: DataElement, length: number): void {
    if (length > MAX_LENGTH && length !== UNDEFINED_LENGTH) throw new DicomEncodeError('valueTooLong', element);
    const { irregularHeader } = element;
    if (irregularHeader === undefined || !this.#isVerbatim(element)) {
      const vr = writtenVr(element.vr, length === UNDEFINED_LENGTH ? 0 : length, this.#encoding);
      writeElementHeader(this.#sink, element.tag, vr, length, this.#encoding);
    } else if (element.value instanceof Sequence) {
      // Its items may have changed since; the 32-bit length ends the header in every layout a sequence can have.
      this.#sink.bytes(irregularHeader.subarray(0, -4));
      this.#sink.u32(length, this.#encoding.bigEndian);
    } else {
      this.#sink.bytes(irregularHeader);
    }
  }

  #bytesOf(element: DataElement, value: Uint8Array): Uint8Array {
    if (this.#isVerbatim(element)) return value;
    const even = padToEven(value, element.vr);
    const unit = this.#swapUnit(element, writtenVr(element.vr, even.length, this.#encoding));
    return unit === 1 ? even : swapByteOrder(even, unit);
  }

  /** The unit to reverse the bytes of; 1 for none. What is written as UN is little endian (PS3.5 6.2.2). */
  #swapUnit(element: DataElement, vr: VR): 1 | 2 | 4 | 8 {
    const isBig = element.encoding?.bigEndian === true;
    const becomesBig = vr !== 'UN' && this.#encoding.bigEndian;
    return isBig === becomesBig || element.vr === 'UN' ? 1 : vrTable[element.vr].unitBytes;
  }

  #isVerbatim(element: DataElement): boolean {
    return element.encoding === this.#encoding;
  }

  /** A group length (retired) holds only as long as nothing of its group changes. */
  #isDropped(element: DataElement): boolean {
    return isGroupLength(element.tag) && groupOf(element.tag) > 2 && !this.#isVerbatim(element);
  }

  /** UN says nothing but its undefined length about being a sequence. */
  #isUndefined(element: DataElement, asRead: boolean): boolean {
    if (element.vr === 'UN' && this.#encoding.explicitVr) return asRead || this.#form !== 'defined';
    return this.#form === 'asRead' ? asRead : this.#form === 'undefined';
  }

  #isUndefinedItem(item: DataSet): boolean {
    return this.#form === 'asRead' ? item.undefinedLength : this.#form === 'undefined';
  }

  #requireEncapsulated(tag: Tag): void {
    if (!this.#encapsulated) throw new DicomEncodeError('encapsulatedInNative', { tag });
  }
}

function fragmentsLength(fragments: readonly { readonly length: number }[]): number {
  return fragments.reduce((total, { length }) => total + ITEM_HEADER_BYTES + length, 0);
}
