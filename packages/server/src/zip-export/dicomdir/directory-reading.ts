import { type DataSet, DataSetCollector, DicomFileReader } from '@isocenter/dicom';
import { IsocenterError } from '../../model/isocenter-error.ts';

/** Where pixel data and what comes after it begin: no key of a directory record is there. */
const pixelDataGroup = 0x7fe0_0000;

/** Longer values are no keys of a directory record. */
const maxValueBytes = 16 * 1024;

/** Hands the chunks of a file on, reads its data set up to the pixel data on the way, and tells it at the end. */
export async function* readingForDirectory(
  chunks: AsyncIterable<Uint8Array>,
  fallbackCharacterSet: string,
  onDataSet: (dataSet: DataSet) => Promise<void>,
): AsyncGenerator<Uint8Array> {
  const collector = new DataSetCollector({
    stopAt: pixelDataGroup,
    maxBufferedValueBytes: maxValueBytes,
    pixelDataAsBulk: true,
    copyValues: true,
    fallbackCharacterSet,
  });
  const reader = new DicomFileReader(collector);
  try {
    for await (const chunk of chunks) {
      if (!reader.stopped) await asCorrupted(() => reader.write(chunk));
      yield chunk;
    }
    await asCorrupted(() => reader.end());
  } finally {
    reader.destroy();
  }
  await onDataSet(collector.dataSet);
}

/** A stored file was a DICOM file once: what cannot be parsed any more is damaged. */
async function asCorrupted(read: () => Promise<void> | undefined): Promise<void> {
  try {
    await read();
  } catch (cause) {
    throw new IsocenterError('CorruptedFile', 'The stored file cannot be read', { cause });
  }
}
