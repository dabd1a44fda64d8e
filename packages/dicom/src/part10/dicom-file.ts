import type { DataSet } from '../data-set/data-set.ts';
import { DataSetCollector } from '../data-set/data-set-collector.ts';
import type { ByteRange } from '../data-set/element-value.ts';
import { type ReadDataSetOptions, readDataSet } from '../data-set/read-data-set.ts';
import { DicomParseError } from '../errors.ts';
import { DataSetParser } from '../stream/data-set-parser.ts';
import { defaultParserLimits } from '../stream/parser-limits.ts';
import { type FileHeader, type FileHeaderOptions, parseFileHeader } from './file-header.ts';

/** A file or object that can be read anywhere. */
export interface ByteSource {
  /** Its whole length in bytes. */
  readonly size: number;
  /** Up to `length` bytes from `offset`; fewer only at the end of the source. */
  read(offset: number, length: number): Promise<Uint8Array>;
}

/** An open Part 10 file: its header read, its data set read when asked for. */
export interface DicomFile extends FileHeader {
  /** The run of the file that is the data set, as it would be sent. */
  readonly dataSetBytes: ByteRange;
  /**
   * Reads the data set without reading pixel data and other long values: they are told as ranges of the file (of the
   * inflated data set, if it is deflated).
   * @throws DicomParseError
   */
  readDataSet(options?: ReadDataSetOptions): Promise<DataSet>;
}

const READ_BYTES = 64 * 1024;

/**
 * Opens a file (PS3.10 7).
 * @throws DicomParseError when it is no DICOM file
 */
export async function openDicomFile(source: ByteSource, options: FileHeaderOptions = {}): Promise<DicomFile> {
  let header: FileHeader | 'need more' = 'need more';
  for (let wanted = READ_BYTES; header === 'need more'; wanted *= 2) {
    const head = await source.read(0, Math.min(wanted, source.size));
    header = parseFileHeader(head, { ...options, complete: wanted >= source.size });
  }
  const opened = header;
  return {
    ...opened,
    dataSetBytes: dataSetRange(opened, source.size),
    readDataSet: (readOptions = {}) => readFrom(source, opened, readOptions),
  };
}

/** The run of a file of `fileBytes` that is its data set. */
export function dataSetRange(header: FileHeader, fileBytes: number): ByteRange {
  return { offset: header.dataSetOffset, length: Math.max(0, fileBytes - header.dataSetOffset) };
}

async function readFrom(source: ByteSource, header: FileHeader, options: ReadDataSetOptions): Promise<DataSet> {
  const { dataSetOffset, transferSyntax } = header;
  if (transferSyntax.deflated) return readDataSet(chunksOf(source, dataSetOffset), transferSyntax, options);
  const collector = new DataSetCollector({
    maxBufferedValueBytes: defaultParserLimits.maxBufferedValueBytes,
    pixelDataAsBulk: true,
    ...options,
    copyValues: true,
  });
  const parser = new DataSetParser(transferSyntax, collector, {
    ...options,
    baseOffset: dataSetOffset,
    totalBytes: source.size - dataSetOffset,
  });
  let at = dataSetOffset;
  while (at < source.size && !parser.stopped) {
    const skipped = parser.skippableBytes;
    parser.skip(skipped);
    at += skipped;
    if (at >= source.size) break;
    const chunk = await source.read(at, Math.min(READ_BYTES, source.size - at));
    if (chunk.length === 0) throw new DicomParseError('truncated', { offset: at });
    parser.write(chunk);
    at += chunk.length;
  }
  parser.end();
  return collector.dataSet;
}

async function* chunksOf(source: ByteSource, start: number): AsyncGenerator<Uint8Array, void, undefined> {
  for (let at = start; at < source.size; ) {
    const chunk = await source.read(at, Math.min(READ_BYTES, source.size - at));
    if (chunk.length === 0) return;
    yield chunk;
    at += chunk.length;
  }
}
