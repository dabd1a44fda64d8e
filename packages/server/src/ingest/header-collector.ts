import {
  BulkValue,
  type DataSet,
  DataSetCollector,
  type DataSetHandler,
  type ElementHeader,
  type Tag,
  Tags,
  type ValueHandling,
} from '@isocenter/dicom';

/** Pixel data of any kind (PS3.5 8): the header of an instance ends before it. */
const pixelTags: ReadonlySet<Tag> = new Set([Tags.PixelData, Tags.FloatPixelData, Tags.DoubleFloatPixelData]);

/** Values longer than this are of no use in an index; they are stepped over. */
const maxIndexedValueBytes = 64 * 1024;

/** A wanted sequence with more bytes, items and all, is left in the file too. */
const maxIndexedSequenceBytes = 64 * 1024;

/** Bytes of values that are kept of a whole header; what comes after them is stepped over. */
const maxHeaderBytes = 8 * 1024 * 1024;

/** (7FE0,0008) Float Pixel Data, the first element of pixel data (PS3.3 C.7.6.24): a header ends before it. */
const firstPixelTag: Tag = 0x7fe00008;

/** Collects the wanted elements at the top of a data set while it streams by; everything else is stepped over. */
export class HeaderCollector implements DataSetHandler {
  readonly #wanted: ReadonlySet<Tag>;
  readonly #collector: DataSetCollector;
  #pixelDataOffset: number | undefined;
  #pixelDataVr: string | undefined;
  /** The wanted sequence that is open: its tag, where its value begins, and how many sequences are open with it. */
  #sequenceTag: Tag = 0;
  #sequenceStart = 0;
  #openSequences = 0;
  readonly #whole: boolean;
  #headerBytes = 0;

  /**
   * @param characterSet the defined term to read text with where the data set names none
   * @param whole whether to collect everything before the pixel data, as far as memory allows
   */
  constructor(wanted: ReadonlySet<Tag>, characterSet: string, whole = false) {
    this.#wanted = wanted;
    this.#whole = whole;
    this.#collector = new DataSetCollector({
      maxBufferedValueBytes: maxIndexedValueBytes,
      // So that a few bytes do not keep the network's buffers in memory.
      copyValues: true,
      fallbackCharacterSet: characterSet,
    });
  }

  get dataSet(): DataSet {
    return this.#collector.dataSet;
  }

  /** Bytes from the start of the data set to the first element of pixel data, if there is one. */
  get pixelDataOffset(): number | undefined {
    return this.#pixelDataOffset;
  }

  /** Of (7FE0,0010). */
  get pixelDataVr(): string | undefined {
    return this.#pixelDataVr;
  }

  element(header: ElementHeader): ValueHandling {
    if (header.depth > 0) return this.#elementOfItem(header);
    if (pixelTags.has(header.tag) && this.#pixelDataOffset === undefined) this.#pixelDataOffset = header.offset;
    if (header.tag === Tags.PixelData) this.#pixelDataVr ??= header.vr;
    const isWanted = (this.#wanted.has(header.tag) || this.#isOfWhole(header)) && header.content !== 'fragments';
    if (!isWanted) return 'skip';
    return header.content === 'items' ? this.#sequence(header) : this.#collector.element(header);
  }

  value(bytes: Uint8Array): void {
    this.#collector.value(bytes);
  }

  itemStart(index: number, offset: number, length: number | undefined): void {
    if (!this.#isTooLong(offset)) this.#collector.itemStart(index, offset, length);
  }

  itemEnd(): void {
    this.#collector.itemEnd();
  }

  sequenceEnd(endOffset: number): void {
    this.#collector.sequenceEnd(endOffset);
    this.#openSequences -= 1;
    if (this.#openSequences === 0 && this.#isTooLong(endOffset)) {
      this.#leaveInFile(this.#sequenceTag, this.#sequenceStart, endOffset - this.#sequenceStart);
    }
  }

  #isOfWhole({ length = maxIndexedSequenceBytes, tag }: ElementHeader): boolean {
    if (!this.#whole || tag >= firstPixelTag || length > maxIndexedValueBytes) return false;
    this.#headerBytes += length;
    return this.#headerBytes <= maxHeaderBytes;
  }

  #sequence(header: ElementHeader): ValueHandling {
    const { length, tag, valueOffset } = header;
    if (length !== undefined && length > maxIndexedSequenceBytes) {
      this.#leaveInFile(tag, valueOffset, length);
      return 'skip';
    }
    this.#sequenceTag = tag;
    this.#sequenceStart = valueOffset;
    this.#openSequences = 1;
    return this.#collector.element(header);
  }

  #elementOfItem(header: ElementHeader): ValueHandling {
    if (this.#isTooLong(header.valueOffset + (header.length ?? 0))) return 'skip';
    const handling = this.#collector.element(header);
    if (header.content !== 'value' && handling !== 'skip') this.#openSequences += 1;
    return handling;
  }

  #isTooLong(offset: number): boolean {
    return offset - this.#sequenceStart > maxIndexedSequenceBytes;
  }

  #leaveInFile(tag: Tag, offset: number, length: number): void {
    const { dataSet } = this.#collector;
    dataSet.setElement({ tag, vr: 'SQ', value: new BulkValue(offset, length), encoding: undefined });
  }
}
