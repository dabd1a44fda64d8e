import type { DataSetHandler } from '../stream/data-set-handler.ts';
import { DataSetParser } from '../stream/data-set-parser.ts';
import { Inflater } from '../stream/inflater.ts';
import { type DataSetParserOptions, parserLimits } from '../stream/parser-limits.ts';
import { type FileHeader, type FileHeaderOptions, parseFileHeader } from './file-header.ts';

export interface DicomFileReaderOptions extends DataSetParserOptions, Omit<FileHeaderOptions, 'complete'> {
  /** Called once, before any element of the data set. */
  readonly onHeader?: (header: FileHeader) => void;
}

/**
 * Reads a file (PS3.10 7) from chunks of any size and tells a handler about its data set. Offsets are those of the
 * file; of a deflated data set, those of its inflated bytes.
 */
export class DicomFileReader {
  readonly #handler: DataSetHandler;
  readonly #options: DicomFileReaderOptions;
  #head: Uint8Array = new Uint8Array(0);
  #nextAttemptBytes = 0;
  #header: FileHeader | undefined;
  #parser: DataSetParser | undefined;
  #inflater: Inflater | undefined;

  /** `totalBytes` of the options is the length of the file. */
  constructor(handler: DataSetHandler, options: DicomFileReaderOptions = {}) {
    this.#handler = handler;
    this.#options = options;
  }

  /** What stands before the data set, once it has arrived. */
  get header(): FileHeader | undefined {
    return this.#header;
  }

  /** The handler said `stop`: further input is ignored. */
  get stopped(): boolean {
    return this.#parser?.stopped ?? false;
  }

  /**
   * Takes the next bytes. Returns a promise only for a deflated data set: await it before the next call.
   * @throws DicomParseError
   */
  write(chunk: Uint8Array): Promise<void> | undefined {
    if (this.stopped) return undefined;
    if (this.#inflater !== undefined) return this.#inflater.write(chunk);
    if (this.#parser !== undefined) {
      this.#parser.write(chunk);
      return undefined;
    }
    this.#head = this.#head.length === 0 ? chunk : Buffer.concat([this.#head, chunk]);
    // Trying again only when there is twice as much keeps tiny chunks from costing quadratic time.
    if (this.#head.length < this.#nextAttemptBytes) return undefined;
    return this.#readHead(false);
  }

  /**
   * The file is complete.
   * @throws DicomParseError when it ends inside an element
   */
  async end(): Promise<void> {
    if (this.#header === undefined) await this.#readHead(true);
    if (!this.stopped) await this.#inflater?.end();
    this.#parser?.end();
  }

  /** Frees what a deflated data set needs; for a file that is not read to its end. */
  destroy(): void {
    this.#inflater?.destroy();
  }

  #readHead(complete: boolean): Promise<void> | undefined {
    const head = this.#head;
    const header = parseFileHeader(head, { ...this.#options, complete });
    if (header === 'need more') {
      this.#nextAttemptBytes = head.length * 2;
      return undefined;
    }
    this.#head = new Uint8Array(0);
    this.#header = header;
    this.#options.onHeader?.(header);
    const { dataSetOffset, transferSyntax } = header;
    const rest = head.subarray(dataSetOffset);
    if (transferSyntax.deflated) {
      const parser = new DataSetParser(transferSyntax, this.#handler, { ...this.#options, totalBytes: undefined });
      this.#parser = parser;
      this.#inflater = new Inflater(parserLimits(this.#options).maxInflatedBytes, (bytes) => parser.write(bytes));
      return this.#inflater.write(rest);
    }
    const { totalBytes } = this.#options;
    this.#parser = new DataSetParser(transferSyntax, this.#handler, {
      ...this.#options,
      baseOffset: dataSetOffset,
      totalBytes: totalBytes === undefined ? undefined : totalBytes - dataSetOffset,
    });
    this.#parser.write(rest);
    return undefined;
  }
}
