import { DataSet, encodeDataSetToBytes, encodeFileMeta, Tags, TransferSyntaxes } from '@isocenter/dicom';
import type { FastifyInstance } from 'fastify';

/** What makes an instance of the tests what it is. */
export interface SampleInstance {
  readonly patientId?: string;
  readonly patientName?: string;
  readonly study?: number;
  readonly series?: number;
  readonly instance?: number;
  readonly modality?: string;
  readonly fill?: (dataSet: DataSet) => void;
}

export const uids = {
  study: (study: number) => `1.2.826.0.1.${study}`,
  series: (study: number, series: number) => `1.2.826.0.1.${study}.${series}`,
  instance: (study: number, series: number, instance: number) => `1.2.826.0.1.${study}.${series}.${instance}`,
};

/** A small MR image as a Part 10 file. */
export function sampleFile(sample: SampleInstance = {}): Buffer {
  const { patientId = 'P1', patientName = 'Doe^Jane', study = 1, series = 1, instance = 1, modality = 'MR' } = sample;
  const sopClass = '1.2.840.10008.5.1.4.1.1.4';
  const dataSet = new DataSet();
  dataSet.set(Tags.SpecificCharacterSet, 'CS', 'ISO_IR 192');
  dataSet.set(Tags.SOPClassUID, 'UI', sopClass);
  dataSet.set(Tags.SOPInstanceUID, 'UI', uids.instance(study, series, instance));
  dataSet.set(Tags.StudyDate, 'DA', '20260131');
  dataSet.set(Tags.AccessionNumber, 'SH', `A${study}`);
  dataSet.set(Tags.Modality, 'CS', modality);
  dataSet.set(Tags.StudyDescription, 'LO', `Study ${study}`);
  dataSet.set(Tags.PatientName, 'PN', patientName);
  dataSet.set(Tags.PatientID, 'LO', patientId);
  dataSet.set(Tags.StudyInstanceUID, 'UI', uids.study(study));
  dataSet.set(Tags.SeriesInstanceUID, 'UI', uids.series(study, series));
  dataSet.set(Tags.SeriesNumber, 'IS', String(series));
  dataSet.set(Tags.InstanceNumber, 'IS', String(instance));
  dataSet.set(Tags.Rows, 'US', 2);
  dataSet.set(Tags.Columns, 'US', 2);
  dataSet.set(Tags.PixelData, 'OW', Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8));
  sample.fill?.(dataSet);
  const meta = encodeFileMeta({
    mediaStorageSopClassUid: sopClass,
    mediaStorageSopInstanceUid: uids.instance(study, series, instance),
    transferSyntaxUid: TransferSyntaxes.ExplicitVRLittleEndian.uid,
    implementationClassUid: '1.2.826.0.1.99',
  });
  return Buffer.concat([meta, encodeDataSetToBytes(dataSet, TransferSyntaxes.ExplicitVRLittleEndian)]);
}

/** Stores an instance and answers its public ids. */
export async function upload(app: FastifyInstance, sample: SampleInstance = {}): Promise<Uploaded> {
  const response = await app.inject({ method: 'POST', url: '/instances', payload: sampleFile(sample) });
  if (response.statusCode !== 200) throw new Error(`upload answered ${response.statusCode}: ${response.body}`);
  return response.json();
}

export interface Uploaded {
  readonly ID: string;
  readonly ParentPatient: string;
  readonly ParentStudy: string;
  readonly ParentSeries: string;
  readonly Path: string;
  readonly Status: string;
}
