import type { DataSetHandler, ElementHeader, ParserWarning, ValueHandling } from '../stream/data-set-handler.ts';
import { type ElementEncoding, elementEncodings } from '../stream/element-encoding.ts';
import type { Tag } from '../tag.ts';
import type { VR } from '../vr.ts';
import { DataSet } from './data-set.ts';
import { BulkValue, type ByteRange, Fragments, Sequence } from './element-value.ts';

/** The elements (7FE0,0008), (7FE0,0009) and (7FE0,0010) that hold pixel data (PS3.3 C.7.6.3). */
const pixelDataTags: ReadonlySet<Tag> = new Set([0x7fe0_0008, 0x7fe0_0009, 0x7fe0_0010]);

export interface DataSetCollectorOptions {
  /** Reading ends before the first element (outside of sequences) that has this tag or a higher one, or is named so. */
  readonly stopAt?: Tag | ((header: ElementHeader) => boolean) | undefined;
  /** Longer values stay in the source, as {@link BulkValue}. */
  readonly maxBufferedValueBytes?: number;
  /** Pixel data stays in the source whatever its length. */
  readonly pixelDataAsBulk?: boolean;
  /** Copy values out of the input, for input that is reused or larger than what is kept of it. */
  readonly copyValues?: boolean;
  readonly parent?: DataSet;
  /** The defined term to assume where (0008,0005) is absent, or not understood. */
  readonly fallbackCharacterSet?: string | undefined;
}

export interface CollectedWarning {
  readonly warning: ParserWarning;
  readonly tag: Tag;
  readonly offset: number;
}

/** A data set being built, and what its parent needs to take it up when it ends. */
interface Level {
  readonly dataSet: DataSet;
  readonly tag: Tag;
  readonly vr: VR;
  readonly encoding: ElementEncoding;
  readonly irregularHeader: Uint8Array | undefined;
  readonly undefinedLength: boolean;
  readonly items: DataSet[];
  itemEncoding: ElementEncoding | undefined;
}

/** Builds a {@link DataSet} of what a parser tells. */
export class DataSetCollector implements DataSetHandler {
  readonly dataSet: DataSet;
  readonly warnings: CollectedWarning[] = [];
  readonly #options: DataSetCollectorOptions;
  readonly #maxBufferedValueBytes: number;
  /** The open sequences; `dataSet` of a level is the one the sequence is an element of. */
  readonly #levels: Level[] = [];
  #current: DataSet;
  #tag: Tag = 0;
  #vr: VR = 'UN';
  #encoding: ElementEncoding = elementEncodings.implicitLittleEndian;
  #irregularHeader: Uint8Array | undefined;
  #fragments: Uint8Array[] | undefined;
  #ranges: ByteRange[] | undefined;
  #fragmentsStart = 0;
  #undefinedLength = false;

  constructor(options: DataSetCollectorOptions = {}) {
    this.#options = options;
    this.#maxBufferedValueBytes = options.maxBufferedValueBytes ?? Number.POSITIVE_INFINITY;
    this.dataSet = new DataSet({ parent: options.parent, fallbackCharacterSet: options.fallbackCharacterSet });
    this.#current = this.dataSet;
  }

  element(header: ElementHeader): ValueHandling {
    const { tag, content, length } = header;
    if (header.depth === 0 && this.#stopsAt(header)) return 'stop';
    this.#tag = tag;
    this.#vr = header.vr;
    this.#encoding = header.encoding;
    this.#irregularHeader = header.irregularHeader;
    if (content === 'items') {
      this.#levels.push({
        dataSet: this.#current,
        tag,
        vr: header.vr,
        encoding: header.encoding,
        irregularHeader: header.irregularHeader,
        undefinedLength: length === undefined,
        items: [],
        itemEncoding: undefined,
      });
      return 'value';
    }
    const asBulk = this.#options.pixelDataAsBulk === true && pixelDataTags.has(tag);
    if (content === 'fragments') {
      this.#fragmentsStart = header.valueOffset;
      this.#undefinedLength = length === undefined;
      if (asBulk) this.#ranges = [];
      else this.#fragments = [];
      return 'value';
    }
    if (length === undefined || (length <= this.#maxBufferedValueBytes && !asBulk)) return 'value';
    this.#put(new BulkValue(header.valueOffset, length));
    return 'skip';
  }

  value(bytes: Uint8Array): void {
    const kept = this.#options.copyValues === true && bytes.length > 0 ? new Uint8Array(bytes) : bytes;
    if (this.#fragments === undefined) this.#put(kept);
    else this.#fragments.push(kept);
  }

  fragment(_index: number, _offset: number, valueOffset: number, length: number): ValueHandling {
    if (this.#ranges === undefined) return 'value';
    this.#ranges.push({ offset: valueOffset, length });
    return 'skip';
  }

  itemStart(_index: number, _offset: number, length: number | undefined): void {
    const level = this.#levels.at(-1);
    if (level === undefined) return;
    this.#current = new DataSet({ parent: level.dataSet, undefinedLength: length === undefined });
    level.items.push(this.#current);
  }

  itemEnd(): void {
    const level = this.#levels.at(-1);
    if (level !== undefined) level.itemEncoding ??= this.#encodingOf(level);
  }

  sequenceEnd(endOffset: number): void {
    if (this.#fragments !== undefined) {
      this.#put(new Fragments(this.#fragments, this.#undefinedLength));
      this.#fragments = undefined;
    } else if (this.#ranges !== undefined) {
      const length = endOffset - this.#fragmentsStart;
      this.#put(new BulkValue(this.#fragmentsStart, length, this.#ranges, this.#undefinedLength));
      this.#ranges = undefined;
    } else {
      const level = this.#levels.pop();
      if (level === undefined) return;
      this.#current = level.dataSet;
      this.#tag = level.tag;
      this.#vr = level.vr;
      this.#encoding = level.encoding;
      this.#irregularHeader = level.irregularHeader;
      this.#put(new Sequence(level.items, level.undefinedLength, level.itemEncoding));
    }
  }

  warning(warning: ParserWarning, tag: Tag, offset: number): void {
    if (this.warnings.length < MAX_WARNINGS) this.warnings.push({ warning, tag, offset });
  }

  /** The layout of the items, when it is not that of their sequence (inside UN). */
  #encodingOf(level: Level): ElementEncoding | undefined {
    for (const item of level.items) {
      for (const { encoding } of item) return encoding === level.encoding ? undefined : encoding;
    }
    return undefined;
  }

  #stopsAt(header: ElementHeader): boolean {
    const { stopAt } = this.#options;
    if (stopAt === undefined) return false;
    return typeof stopAt === 'number' ? header.tag >= stopAt : stopAt(header);
  }

  /** Of elements that occur twice, which the standard forbids, the first one counts. */
  #put(value: Uint8Array | Sequence | Fragments | BulkValue): void {
    if (this.#current.has(this.#tag)) return;
    this.#current.setElement({
      tag: this.#tag,
      vr: this.#vr,
      value,
      encoding: this.#encoding,
      irregularHeader: this.#irregularHeader,
    });
  }
}

/** Enough to tell what is wrong with a data set; a hostile one could produce millions. */
const MAX_WARNINGS = 100;
