import { createHash } from 'node:crypto';
import { DataSet, encodeDataSetToBytes, encodeFileMeta, Tags, TransferSyntaxes } from '@isocenter/dicom';

/** CT Image Storage (PS3.4 B.5). */
export const ctImageStorage = '1.2.840.10008.5.1.4.1.1.2';
export const explicitLittleEndian = '1.2.840.10008.1.2.1';

export interface GeneratedInstance {
  readonly sopClassUid: string;
  readonly sopInstanceUid: string;
  readonly studyInstanceUid: string;
  readonly seriesInstanceUid: string;
  readonly publicId: string;
  /** Explicit VR little endian, without file meta information. */
  readonly dataSet: Uint8Array;
}

export interface InstanceSpecification {
  readonly number: number;
  readonly study?: number;
  readonly series?: number;
  readonly patientId?: string;
  /** Of the pixel data. */
  readonly pixelBytes?: number;
  /** Image Comments (0020,4000). */
  readonly comment?: string;
  /** Default: CT Image Storage. */
  readonly sopClassUid?: string;
  readonly accessionNumber?: string;
  readonly studyDate?: string;
  readonly modality?: string;
  readonly bodyPart?: string;
}

/** A CT image whose pixels differ from those of every other number. */
export function generatedInstance(specification: InstanceSpecification): GeneratedInstance {
  const { accessionNumber, comment, number, study = 1, patientId = `P${study}`, pixelBytes = 2048 } = specification;
  const { bodyPart, modality = 'CT', series = 1, sopClassUid = ctImageStorage, studyDate } = specification;
  const studyInstanceUid = `1.2.826.0.1.7.${study}`;
  const seriesInstanceUid = `${studyInstanceUid}.${series}`;
  const sopInstanceUid = `${seriesInstanceUid}.${number}`;
  const pixels = Buffer.alloc(pixelBytes, createHash('sha1').update(sopInstanceUid).digest());
  const dataSet = new DataSet();
  dataSet.set(Tags.SOPClassUID, 'UI', sopClassUid);
  dataSet.set(Tags.SOPInstanceUID, 'UI', sopInstanceUid);
  if (studyDate !== undefined) dataSet.set(Tags.StudyDate, 'DA', studyDate);
  dataSet.set(Tags.Modality, 'CS', modality);
  if (bodyPart !== undefined) dataSet.set(Tags.BodyPartExamined, 'CS', bodyPart);
  dataSet.set(Tags.PatientName, 'PN', `Fault^${patientId}`);
  dataSet.set(Tags.PatientID, 'LO', patientId);
  dataSet.set(Tags.StudyInstanceUID, 'UI', studyInstanceUid);
  dataSet.set(Tags.SeriesInstanceUID, 'UI', seriesInstanceUid);
  dataSet.set(Tags.InstanceNumber, 'IS', String(number));
  if (accessionNumber !== undefined) dataSet.set(Tags.AccessionNumber, 'SH', accessionNumber);
  if (comment !== undefined) dataSet.set(Tags.ImageComments, 'LT', comment);
  dataSet.set(Tags.PixelData, 'OW', pixels);
  return {
    sopClassUid,
    sopInstanceUid,
    studyInstanceUid,
    seriesInstanceUid,
    publicId: publicId([patientId, studyInstanceUid, seriesInstanceUid, sopInstanceUid]),
    dataSet: encodeDataSetToBytes(dataSet, TransferSyntaxes.ExplicitVRLittleEndian),
  };
}

/** Instances numbered from `first` on. */
export function generatedInstances(
  count: number,
  specification: Omit<InstanceSpecification, 'number'> & { readonly first?: number } = {},
): GeneratedInstance[] {
  const { first = 1, ...rest } = specification;
  return Array.from({ length: count }, (_, index) => generatedInstance({ ...rest, number: first + index }));
}

/** The instance as a Part 10 file. */
export function asFile({ dataSet, sopClassUid, sopInstanceUid }: GeneratedInstance): Buffer {
  const meta = encodeFileMeta({
    mediaStorageSopClassUid: sopClassUid,
    mediaStorageSopInstanceUid: sopInstanceUid,
    transferSyntaxUid: explicitLittleEndian,
    implementationClassUid: '1.2.826.0.1.99',
  });
  return Buffer.concat([meta, dataSet]);
}

/** SHA-1 over the identifiers joined by bars, in five groups: the public ids of Orthanc's REST API. */
function publicId(identifiers: readonly string[]): string {
  const digest = createHash('sha1').update(identifiers.join('|')).digest('hex');
  return digest.replaceAll(/(.{8})(?!$)/g, '$1-');
}
