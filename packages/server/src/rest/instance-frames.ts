import {
  type ByteRange,
  type DataSet,
  FrameIndex,
  type FrameLocation,
  numberOfFrames,
  shiftedBits,
  swappedChunks,
  type Tag,
  Tags,
  vrTable,
} from '@isocenter/dicom';
import type { Attachment } from '../index/records.ts';
import { IsocenterError } from '../model/isocenter-error.ts';
import { type InstanceFile, openInstanceFile } from './instance-file.ts';
import type { TagReading } from './instance-tags.ts';

/** Longer values have nothing to say of frames. */
const maxBufferedValueBytes = 64 * 1024;

/** Frames of an instance without pixel data: a number in a file, which may be anything. */
const maxAnnouncedFrames = 1_000_000;

/** The tag after Pixel Data (7FE0,0010). */
const afterPixelData: Tag = 0x7fe00011;

/** The frames of an instance: found in its file, and read when they are asked for. */
export class InstanceFrames {
  readonly #file: InstanceFile;
  readonly #index: FrameIndex | undefined;
  readonly dataSet: DataSet;

  private constructor(file: InstanceFile, dataSet: DataSet, index: FrameIndex | undefined) {
    this.#file = file;
    this.dataSet = dataSet;
    this.#index = index;
  }

  /** @throws IsocenterError CorruptedFile, BadFileFormat for frames that cannot be told apart */
  static async open(reading: TagReading, attachment: Attachment): Promise<InstanceFrames> {
    const { dictionary } = reading.settings;
    const file = await openInstanceFile(reading.blobs, attachment);
    const dataSet = await file.readDataSet({ dictionary, maxBufferedValueBytes, stopAt: afterPixelData });
    const source = { read: (offset: number, length: number) => file.readBytes({ offset, length }) };
    try {
      return new InstanceFrames(file, dataSet, await FrameIndex.of(dataSet, source));
    } catch (cause) {
      if (cause instanceof IsocenterError) throw cause;
      throw new IsocenterError('BadFileFormat', 'The frames of the pixel data cannot be told apart', { cause });
    }
  }

  get transferSyntax(): InstanceFile['transferSyntax'] {
    return this.#file.transferSyntax;
  }

  /** How many there are; without pixel data, how many the data set announces. @throws IsocenterError BadFileFormat */
  get count(): number {
    if (this.#index !== undefined) return this.#index.frames.length;
    const announced = numberOfFrames(this.dataSet);
    if (announced > maxAnnouncedFrames) {
      throw new IsocenterError('BadFileFormat', `The instance announces more than ${maxAnnouncedFrames} frames`);
    }
    return announced;
  }

  get hasPixelData(): boolean {
    return this.#index !== undefined;
  }

  /** @throws IsocenterError ParameterOutOfRange */
  frame(number: number): FrameLocation {
    const frame = this.#index?.frames[number];
    if (frame === undefined) throw new IsocenterError('ParameterOutOfRange', `There is no frame ${number}`);
    return frame;
  }

  /** The stored bytes of a frame, in little endian. */
  bytesOf({ bitOffset, ranges }: FrameLocation): { readonly length: number; chunks(): AsyncIterable<Uint8Array> } {
    const stored = ranges.reduce((sum, range) => sum + range.length, 0);
    if (bitOffset === 0) return { length: stored, chunks: () => this.#concatenated(ranges) };
    const length = Math.ceil(this.#frameBits() / 8);
    return { length, chunks: () => shiftedBits(this.#concatenated(ranges), bitOffset, length) };
  }

  /** A range of native pixel data in memory, in little endian. It begins and ends between two units. */
  async read(range: ByteRange): Promise<Uint8Array> {
    const chunks: Uint8Array[] = [];
    for await (const chunk of this.#concatenated([range])) chunks.push(chunk);
    return Buffer.concat(chunks);
  }

  async *#concatenated(ranges: readonly ByteRange[]): AsyncGenerator<Uint8Array> {
    const unitBytes = this.#swapUnitBytes();
    for (const range of ranges) {
      const chunks = this.#file.read(range);
      yield* unitBytes === 1 ? chunks : swappedChunks(chunks, unitBytes);
    }
  }

  #swapUnitBytes(): 1 | 2 | 4 | 8 {
    const element = this.dataSet.get(Tags.PixelData);
    return element?.encoding?.bigEndian === true ? vrTable[element.vr].unitBytes : 1;
  }

  #frameBits(): number {
    return (this.dataSet.number(Tags.Rows) ?? 0) * (this.dataSet.number(Tags.Columns) ?? 0);
  }
}
