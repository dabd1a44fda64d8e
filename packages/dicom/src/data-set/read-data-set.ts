import { DataSetParser } from '../stream/data-set-parser.ts';
import { Inflater, inflateDataSet } from '../stream/inflater.ts';
import { type DataSetParserOptions, defaultParserLimits, parserLimits } from '../stream/parser-limits.ts';
import type { TransferSyntax } from '../transfer-syntax/transfer-syntaxes.ts';
import type { DataSet } from './data-set.ts';
import { DataSetCollector, type DataSetCollectorOptions } from './data-set-collector.ts';

export interface ReadDataSetOptions extends DataSetParserOptions, Omit<DataSetCollectorOptions, 'copyValues'> {}

/**
 * Reads a data set that is in memory. Values are subarrays of `bytes`, not copies, unless it is deflated. No value is
 * too long to be kept, but where `maxBufferedValueBytes` says so.
 * @throws DicomParseError
 */
export function parseDataSet(
  bytes: Uint8Array,
  transferSyntax: TransferSyntax,
  options: ReadDataSetOptions = {},
): DataSet {
  const { maxInflatedBytes } = parserLimits(options);
  const plain = transferSyntax.deflated ? inflateDataSet(bytes, maxInflatedBytes) : bytes;
  const collector = new DataSetCollector(options);
  const parser = new DataSetParser(transferSyntax, collector, {
    maxBufferedValueBytes: Number.POSITIVE_INFINITY,
    totalBytes: plain.length,
    ...options,
  });
  parser.write(plain);
  parser.end();
  return collector.dataSet;
}

/**
 * Reads a data set from a stream, which is closed when `stopAt` is reached. Longer values than
 * `maxBufferedValueBytes`, and pixel data, are left in the source: {@link BulkValue} tells where (in inflated bytes
 * for a deflated data set).
 * @throws DicomParseError
 */
export async function readDataSet(
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  transferSyntax: TransferSyntax,
  options: ReadDataSetOptions = {},
): Promise<DataSet> {
  const collector = new DataSetCollector({
    maxBufferedValueBytes: defaultParserLimits.maxBufferedValueBytes,
    pixelDataAsBulk: true,
    ...options,
    copyValues: true,
  });
  const parser = new DataSetParser(transferSyntax, collector, options);
  if (transferSyntax.deflated) {
    await inflateInto(parser, source, parserLimits(options).maxInflatedBytes);
  } else {
    for await (const chunk of source) {
      parser.write(chunk);
      if (parser.stopped) break;
    }
  }
  parser.end();
  return collector.dataSet;
}

async function inflateInto(
  parser: DataSetParser,
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  maxInflatedBytes: number,
): Promise<void> {
  const inflater = new Inflater(maxInflatedBytes, (inflated) => parser.write(inflated));
  try {
    for await (const chunk of source) {
      await inflater.write(chunk);
      if (parser.stopped) return;
    }
    await inflater.end();
  } finally {
    inflater.destroy();
  }
}
