import type { Tag } from '../tag.ts';
import type { VR } from '../vr.ts';
import type { ElementEncoding } from './element-encoding.ts';

/**
 * What to do with a value, an item sequence or a fragment:
 * - `value`: hand it over whole, in chunks when longer than `maxBufferedValueBytes`; enter a sequence
 * - `stream`: hand it over in chunks as they arrive; enter a sequence
 * - `skip`: step over it without touching its bytes
 * - `stop`: the rest of the input is of no interest
 */
export type ValueHandling = 'value' | 'stream' | 'skip' | 'stop';

/** What stands in the value field of an element. */
export type ElementContent = 'value' | 'items' | 'fragments';

/** One element as its header tells it. The parser reuses the object: it holds during the call only. */
export interface ElementHeader {
  readonly tag: Tag;
  /** The VR of the file; from the dictionary in implicit VR; UN when unknown. */
  readonly vr: VR;
  /** Bytes of the value field; `undefined` for undefined length. */
  readonly length: number | undefined;
  /** Sequences around the element. */
  readonly depth: number;
  /** Bytes from the start of the stream to the element, and to its value field. */
  readonly offset: number;
  readonly valueOffset: number;
  readonly content: ElementContent;
  /** The layout of this element: that of the transfer syntax, but for what is inside UN (PS3.5 6.2.2). */
  readonly encoding: ElementEncoding;
  /** The header as it was read, when writing tag, VR and length anew would not give the same bytes. */
  readonly irregularHeader: Uint8Array | undefined;
}

/** Departures from the standard that are tolerated. */
export type ParserWarning =
  | 'missingDelimiter'
  | 'delimiterWithLength'
  | 'needlessDelimiter'
  | 'unknownVr'
  | 'implicitInExplicit'
  | 'trailingZeros';

/**
 * Receives what a {@link DataSetParser} finds, in stream order. Bytes given are subarrays of the input wherever
 * possible: whoever keeps them copies them, or sees to it that the input is not reused.
 */
export interface DataSetHandler {
  /** An element begins. The answer decides how its content is handed over. */
  element(header: ElementHeader): ValueHandling;
  /** The whole value of the last element (or fragment). */
  value(bytes: Uint8Array): void;
  /** A part of the value of the last element (or fragment), and how many bytes of it are still to come. */
  chunk?(bytes: Uint8Array, remainingBytes: number): void;
  /** An item begins; `offset` is that of its tag. */
  itemStart?(index: number, offset: number, length: number | undefined): void;
  itemEnd?(endOffset: number): void;
  /** The items or fragments of an element are over. */
  sequenceEnd?(endOffset: number): void;
  /** A fragment of encapsulated pixel data; index 0 is the basic offset table. Skipped without this method. */
  fragment?(index: number, offset: number, valueOffset: number, length: number): ValueHandling;
  warning?(warning: ParserWarning, tag: Tag, offset: number): void;
  /** The data set is complete. Not called after `stop`. */
  end?(): void;
}
