import {
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

/** Collects the wanted elements at the top of a data set while it streams by; everything else is stepped over. */
export class HeaderCollector implements DataSetHandler {
  readonly #wanted: ReadonlySet<Tag>;
  readonly #collector: DataSetCollector;
  #pixelDataOffset: number | undefined;
  #pixelDataVr: string | undefined;

  /** @param characterSet the defined term to read text with where the data set names none */
  constructor(wanted: ReadonlySet<Tag>, characterSet: string) {
    this.#wanted = wanted;
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

  get pixelDataVr(): string | undefined {
    return this.#pixelDataVr;
  }

  element(header: ElementHeader): ValueHandling {
    if (header.depth > 0) return this.#collector.element(header);
    if (pixelTags.has(header.tag) && this.#pixelDataOffset === undefined) {
      this.#pixelDataOffset = header.offset;
      this.#pixelDataVr = header.vr;
    }
    const isWanted = this.#wanted.has(header.tag) && header.content !== 'fragments';
    return isWanted ? this.#collector.element(header) : 'skip';
  }

  value(bytes: Uint8Array): void {
    this.#collector.value(bytes);
  }

  itemStart(index: number, offset: number, length: number | undefined): void {
    this.#collector.itemStart(index, offset, length);
  }

  itemEnd(): void {
    this.#collector.itemEnd();
  }

  sequenceEnd(endOffset: number): void {
    this.#collector.sequenceEnd(endOffset);
  }
}
