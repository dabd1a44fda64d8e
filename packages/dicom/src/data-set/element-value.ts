import type { ElementEncoding } from '../stream/element-encoding.ts';
import type { Tag } from '../tag.ts';
import type { VR } from '../vr.ts';
import type { DataSet } from './data-set.ts';

/** A run of bytes in the source: the file or stream the data set was read from. */
export interface ByteRange {
  readonly offset: number;
  readonly length: number;
}

/** Items of a sequence (PS3.5 7.5). */
export class Sequence {
  readonly items: readonly DataSet[];
  /** Ended by a delimiter instead of a length field. */
  readonly undefinedLength: boolean;
  /** The layout of the items where it is not that of the enclosing data set: inside UN (PS3.5 6.2.2). */
  readonly itemEncoding: ElementEncoding | undefined;

  constructor(items: readonly DataSet[], undefinedLength = false, itemEncoding?: ElementEncoding) {
    this.items = items;
    this.undefinedLength = undefinedLength;
    this.itemEncoding = itemEncoding;
  }
}

/** Encapsulated pixel data (PS3.5 A.4). The first fragment is the basic offset table. */
export class Fragments {
  readonly fragments: readonly Uint8Array[];
  readonly undefinedLength: boolean;

  constructor(fragments: readonly Uint8Array[], undefinedLength = true) {
    this.fragments = fragments;
    this.undefinedLength = undefinedLength;
  }
}

/** A value that was left in the source: where it is. */
export class BulkValue implements ByteRange {
  readonly offset: number;
  /** Bytes of the value field; for encapsulated pixel data all items and the delimiter. */
  readonly length: number;
  /** The contents of the items of encapsulated pixel data; the first is the basic offset table. */
  readonly fragments: readonly ByteRange[] | undefined;
  readonly undefinedLength: boolean;

  constructor(offset: number, length: number, fragments?: readonly ByteRange[], undefinedLength = false) {
    this.offset = offset;
    this.length = length;
    this.fragments = fragments;
    this.undefinedLength = undefinedLength;
  }
}

export type ElementValue = Uint8Array | Sequence | Fragments | BulkValue;

/** One data element, its value as encoded until someone asks for more. Never changed: replaced. */
export interface DataElement {
  readonly tag: Tag;
  readonly vr: VR;
  readonly value: ElementValue;
  /** The layout the value was read in; `undefined` for values made here: little endian and of even length. */
  readonly encoding: ElementEncoding | undefined;
  /** The header as read, when it is not the one this package would write. */
  readonly irregularHeader?: Uint8Array | undefined;
}
