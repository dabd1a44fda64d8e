import { DataSet, encodeDataSetToBytes, TransferSyntaxes } from '@isocenter/dicom';
import { addCtAttributes } from './ct-attributes.ts';

export const CT_IMAGE_STORAGE = '1.2.840.10008.5.1.4.1.1.2';
/** Multi-frame Grayscale Word Secondary Capture Image Storage (PS3.4 B.5). */
export const MULTI_FRAME_STORAGE = '1.2.840.10008.5.1.4.1.1.7.3';

const BYTES_PER_PIXEL = 2;
/** As many studies share a family name, which is what the question with a wildcard asks for. */
const FAMILY_NAMES = 200;

/** Studies to generate: the same description always gives the same bytes. */
export interface InstanceLoad {
  readonly studies: number;
  /** Number of the first study; default 0. */
  readonly firstStudy?: number;
  readonly instancesPerStudy: number;
  /** Side of the square image; 0: no pixel data. */
  readonly columns: number;
  /** Associations to send them over at once, each taking whole studies. */
  readonly associations: number;
}

export interface GeneratedInstance {
  readonly study: number;
  readonly sopClassUid: string;
  readonly sopInstanceUid: string;
  /** The data set in explicit VR little endian; the pixel data is one buffer that all instances share. */
  readonly chunks: readonly Uint8Array[];
}

export function instanceCount({ studies, instancesPerStudy }: InstanceLoad): number {
  return studies * instancesPerStudy;
}

/** CT images, in the order of their studies. */
export function* generateInstances(load: InstanceLoad): Generator<GeneratedInstance, void, undefined> {
  const pixels = noise(load.columns * load.columns * BYTES_PER_PIXEL);
  const { firstStudy = 0 } = load;
  for (let study = firstStudy; study < firstStudy + load.studies; study++) {
    for (let instance = 0; instance < load.instancesPerStudy; instance++) {
      const sopInstanceUid = uid(study, 1, instance + 1);
      const header = imageHeader({ study, instance, sopInstanceUid, sopClassUid: CT_IMAGE_STORAGE, ...load });
      const chunks = pixels.length === 0 ? [header] : [concatenate(header, pixelDataHeader(pixels.length)), pixels];
      yield { study, sopClassUid: CT_IMAGE_STORAGE, sopInstanceUid, chunks };
    }
  }
}

/** One multi-frame instance; its pixel data exists a frame at a time. */
export function generateMultiFrame(frames: number, columns: number) {
  const sopInstanceUid = uid(0, 1, 1);
  const frame = noise(columns * columns * BYTES_PER_PIXEL);
  const description = { study: 0, instance: 0, sopInstanceUid, sopClassUid: MULTI_FRAME_STORAGE, columns, frames };
  const header = concatenate(imageHeader(description), pixelDataHeader(frame.length * frames));
  async function* dataSet(): AsyncGenerator<Uint8Array, void, undefined> {
    yield header;
    for (let index = 0; index < frames; index++) yield frame;
  }
  return { sopClassUid: MULTI_FRAME_STORAGE, sopInstanceUid, dataSet };
}

export function studyUid(study: number): string {
  return uid(study, 0, 0);
}

/** PatientName that matches one study in {@link FAMILY_NAMES}. */
export const PATIENT_NAME_WILDCARD = 'FAMILY042*';

export function wildcardMatches(studies: number): number {
  return Math.ceil((studies - 42) / FAMILY_NAMES);
}

interface ImageDescription {
  readonly study: number;
  readonly instance: number;
  readonly sopInstanceUid: string;
  readonly sopClassUid: string;
  readonly columns: number;
  readonly frames?: number;
}

/** Everything before Pixel Data. */
function imageHeader({ study, instance, sopInstanceUid, sopClassUid, columns, frames }: ImageDescription): Uint8Array {
  const patient = String(study).padStart(6, '0');
  // Studies without pixels are there to be found; their header may be short.
  const header = (columns > 0 ? addCtAttributes(new DataSet()) : new DataSet())
    .set(0x0008_0005, 'CS', 'ISO_IR 100')
    .set(0x0008_0008, 'CS', ['ORIGINAL', 'PRIMARY', 'AXIAL'])
    .set(0x0008_0016, 'UI', sopClassUid)
    .set(0x0008_0018, 'UI', sopInstanceUid)
    .set(0x0008_0020, 'DA', `20240${1 + (study % 9)}${10 + (study % 18)}`)
    .set(0x0008_0021, 'DA', '20240101')
    .set(0x0008_0023, 'DA', '20240101')
    .set(0x0008_0030, 'TM', '101500')
    .set(0x0008_0033, 'TM', '101500')
    .set(0x0008_0050, 'SH', `A${patient}`)
    .set(0x0008_0060, 'CS', 'CT')
    .set(0x0008_0070, 'LO', 'Synthetic')
    .set(0x0008_0090, 'PN', 'REFERRER^ONE')
    .set(0x0008_1030, 'LO', 'Thorax without contrast')
    .set(0x0008_103e, 'LO', 'Axial 1 mm')
    .set(0x0010_0010, 'PN', `FAMILY${String(study % FAMILY_NAMES).padStart(3, '0')}^GIVEN${patient}`)
    .set(0x0010_0020, 'LO', `P${patient}`)
    .set(0x0010_0030, 'DA', '19600101')
    .set(0x0010_0040, 'CS', study % 2 === 0 ? 'F' : 'M')
    .set(0x0018_0050, 'DS', '1')
    .set(0x0018_0060, 'DS', '120')
    .set(0x0020_000d, 'UI', studyUid(study))
    .set(0x0020_000e, 'UI', uid(study, 1, 0))
    .set(0x0020_0010, 'SH', '1')
    .set(0x0020_0011, 'IS', '1')
    .set(0x0020_0012, 'IS', '1')
    .set(0x0020_0013, 'IS', instance + 1)
    .set(0x0020_0032, 'DS', ['-250', '-250', String(instance)])
    .set(0x0020_0037, 'DS', ['1', '0', '0', '0', '1', '0'])
    .set(0x0020_0052, 'UI', uid(study, 9, 0));
  if (frames !== undefined) header.set(0x0028_0008, 'IS', frames);
  if (columns > 0) {
    header
      .set(0x0028_0002, 'US', 1)
      .set(0x0028_0004, 'CS', 'MONOCHROME2')
      .set(0x0028_0010, 'US', columns)
      .set(0x0028_0011, 'US', columns)
      .set(0x0028_0030, 'DS', ['0.9', '0.9'])
      .set(0x0028_0100, 'US', 16)
      .set(0x0028_0101, 'US', 12)
      .set(0x0028_0102, 'US', 11)
      .set(0x0028_0103, 'US', 0)
      .set(0x0028_1052, 'DS', '-1024')
      .set(0x0028_1053, 'DS', '1');
  }
  return encodeDataSetToBytes(header, TransferSyntaxes.ExplicitVRLittleEndian);
}

/** (7FE0,0010) OW with its 32-bit length (PS3.5 Table 7.1-1). */
function pixelDataHeader(bytes: number): Uint8Array {
  const header = Buffer.from([0xe0, 0x7f, 0x10, 0x00, 0x4f, 0x57, 0, 0, 0, 0, 0, 0]);
  header.writeUInt32LE(bytes, 8);
  return header;
}

function uid(study: number, series: number, instance: number): string {
  const number = (value: number, digits: number) => String(value).padStart(digits, '0');
  return `2.25.1${number(study, 8)}${number(series, 4)}${number(instance, 8)}`;
}

/** Pixels no file system can compress, the same every time: a linear congruential generator. */
function noise(bytes: number): Uint8Array {
  const words = new Uint32Array(bytes / Uint32Array.BYTES_PER_ELEMENT);
  let state = 1;
  for (let index = 0; index < words.length; index++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    words[index] = state & 0x0fff_0fff;
  }
  return new Uint8Array(words.buffer);
}

function concatenate(...parts: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat(parts);
}
