import { deflateRawSync } from 'node:zlib';
import { DicomEncodeError } from '../errors.ts';
import { ByteSink } from '../stream/byte-sink.ts';
import type { TransferSyntax } from '../transfer-syntax/transfer-syntaxes.ts';
import type { DataSet } from './data-set.ts';
import { type BulkRange, DataSetWriter, type SequenceLengthForm } from './data-set-writer.ts';

export interface EncodeDataSetOptions {
  /** How sequences and items say where they end; `asRead` by default, with length fields where nothing was read. */
  readonly sequenceLength?: SequenceLengthForm;
  /** Provides the bytes of values that stayed in the source. */
  readonly readBulk?: (range: BulkRange) => Iterable<Uint8Array>;
}

/** Blocks smaller than this are held back until more is written. */
const WORTHWHILE_BYTES = 16 * 1024;

/**
 * Encodes a data set piece by piece (PS3.5 7). What was read in the same layout is written byte for byte as it was;
 * numbers are swapped between byte orders; long values are passed on, not copied.
 * @throws DicomEncodeError
 */
export function* encodeDataSet(
  dataSet: DataSet,
  transferSyntax: TransferSyntax,
  options: EncodeDataSetOptions = {},
): Generator<Uint8Array, void, undefined> {
  if (transferSyntax.deflated) {
    yield deflate(encodeInflated(dataSet, transferSyntax, options));
    return;
  }
  yield* encodeInflated(dataSet, transferSyntax, options);
}

/** A small data set, such as an identifier of DIMSE, in one piece. */
export function encodeDataSetToBytes(
  dataSet: DataSet,
  transferSyntax: TransferSyntax,
  options: EncodeDataSetOptions = {},
): Uint8Array {
  if (transferSyntax.deflated || options.readBulk !== undefined) {
    return Buffer.concat([...encodeDataSet(dataSet, transferSyntax, options)]);
  }
  const sink = new ByteSink<BulkRange>();
  const writer = new DataSetWriter(transferSyntax, sink, options.sequenceLength ?? 'asRead');
  for (const element of dataSet) writer.writeElement(element);
  const parts = sink.take().map(refuseBulk);
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : Buffer.concat(parts);
}

/**
 * Encodes a data set whose long values are elsewhere: each {@link BulkRange} stands for bytes the caller takes from the
 * source of the data set. Of a deflated transfer syntax this is what is to be deflated.
 * @throws DicomEncodeError
 */
export function* encodeDataSetParts(
  dataSet: DataSet,
  transferSyntax: TransferSyntax,
  options: Pick<EncodeDataSetOptions, 'sequenceLength'> = {},
): Generator<Uint8Array | BulkRange, void, undefined> {
  const sink = new ByteSink<BulkRange>();
  const writer = new DataSetWriter(transferSyntax, sink, options.sequenceLength ?? 'asRead');
  for (const element of dataSet) {
    writer.writeElement(element);
    if (sink.hasParts || sink.pendingBytes >= WORTHWHILE_BYTES) yield* sink.take();
  }
  yield* sink.take();
}

/** The bytes {@link encodeDataSet} will give, bulk values included, before any deflation. */
export function encodedLength(
  dataSet: DataSet,
  transferSyntax: TransferSyntax,
  options: Pick<EncodeDataSetOptions, 'sequenceLength'> = {},
): number {
  return new DataSetWriter(transferSyntax, new ByteSink(), options.sequenceLength ?? 'asRead').dataSetLength(dataSet);
}

function* encodeInflated(
  dataSet: DataSet,
  transferSyntax: TransferSyntax,
  options: EncodeDataSetOptions,
): Generator<Uint8Array, void, undefined> {
  for (const part of encodeDataSetParts(dataSet, transferSyntax, options)) {
    if (part instanceof Uint8Array) yield part;
    else if (options.readBulk !== undefined) yield* options.readBulk(part);
    else refuseBulk(part);
  }
}

function refuseBulk(part: Uint8Array | BulkRange): Uint8Array {
  if (part instanceof Uint8Array) return part;
  throw new DicomEncodeError('bulkValueWithoutSource', { tag: part.tag });
}

/** PS3.5 A.5: a raw deflate stream, padded to even length. */
function deflate(parts: Iterable<Uint8Array>): Uint8Array {
  const deflated = deflateRawSync(Buffer.concat([...parts]));
  return deflated.length % 2 === 0 ? deflated : Buffer.concat([deflated, Uint8Array.of(0)]);
}
