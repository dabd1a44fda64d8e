import { createHash } from 'node:crypto';
import type { IndexStore } from '../../packages/server/src/index/index-store.ts';
import type { NewInstance } from '../../packages/server/src/index/records.ts';
import { publicIdsOf } from '../../packages/server/src/model/public-id.ts';
import { foldPersonName } from '../../packages/server/src/model/text-form.ts';

/** A study is one series of so many instances; a patient has two studies. */
export const instancesPerStudy = 25;
const studiesPerPatient = 2;

/** Writes that wait at the same time: the index makes its batches of them. */
const parallelWrites = 128;
const noLimits = { maximumStorageBytes: 0, maximumPatients: 0, mode: 'Recycle' } as const;

export interface FilledStudy {
  readonly studyInstanceUid: string;
  readonly accessionNumber: string;
  readonly patientId: string;
  readonly patientName: string;
}

/** What the study of this number is called. */
export function filledStudy(number: number): FilledStudy {
  const patient = String(Math.floor(number / studiesPerPatient)).padStart(7, '0');
  return {
    studyInstanceUid: `2.25.7${String(number).padStart(9, '0')}`,
    accessionNumber: `G${String(number).padStart(7, '0')}`,
    patientId: `G${patient}`,
    // Names come in no order.
    patientName: `Grown${createHash('md5').update(patient).digest('hex').slice(0, 8)}^Given`,
  };
}

/** Puts instances number `from` to before `to` into an index, as if they had been received; they have no files. */
export async function fill(index: IndexStore, from: number, to: number): Promise<void> {
  let next = from;
  const write = async () => {
    for (let number = next++; number < to; number = next++) await index.storeInstance(filledInstance(number), noLimits);
  };
  await Promise.all(Array.from({ length: parallelWrites }, write));
}

function filledInstance(number: number): NewInstance {
  const study = Math.floor(number / instancesPerStudy);
  const { accessionNumber, patientId, patientName, studyInstanceUid } = filledStudy(study);
  const seriesInstanceUid = `${studyInstanceUid}.1`;
  const sopInstanceUid = `${seriesInstanceUid}.${number % instancesPerStudy}`;
  const digest = createHash('md5').update(sopInstanceUid).digest('hex');
  const sopClassUid = '1.2.840.10008.5.1.4.1.1.2';
  const transferSyntaxUid = '1.2.840.10008.1.2.1';
  return {
    publicIds: publicIdsOf({ patientId, studyInstanceUid, seriesInstanceUid, sopInstanceUid }),
    tags: {
      Patient: { '0010,0010': patientName, '0010,0020': patientId, '0010,0030': '19600101', '0010,0040': 'F' },
      Study: {
        '0020,000d': studyInstanceUid,
        '0008,0020': `20${String(10 + (study % 15))}0${1 + (study % 9)}${10 + (study % 18)}`,
        '0008,0030': '101500',
        '0008,0050': accessionNumber,
        '0008,0090': 'REFERRER^ONE',
        '0008,1030': 'Thorax without contrast',
        '0020,0010': '1',
      },
      Series: {
        '0020,000e': seriesInstanceUid,
        '0008,0060': 'CT',
        '0008,0070': 'Synthetic',
        '0008,103e': 'Axial 1 mm',
        '0020,0011': '1',
        '0020,0037': '1\\0\\0\\0\\1\\0',
      },
      Instance: {
        '0008,0018': sopInstanceUid,
        '0020,0013': String(1 + (number % instancesPerStudy)),
        '0020,0032': '-250\\-250\\0',
        '0020,0037': '1\\0\\0\\0\\1\\0',
      },
    },
    folded: {
      Patient: { '0010,0010': foldPersonName(patientName) },
      Study: { '0008,1030': 'THORAX WITHOUT CONTRAST' },
      Series: {},
      Instance: {},
    },
    sopClassUid,
    transferSyntaxUid,
    indexInSeries: 1 + (number % instancesPerStudy),
    expectedInstances: undefined,
    metadata: {
      Patient: {},
      Study: {},
      Series: { RemoteAET: 'BENCHSCU' },
      Instance: {
        ReceptionDate: '20260101T000000',
        RemoteAET: 'BENCHSCU',
        Origin: 'DicomProtocol',
        TransferSyntax: transferSyntaxUid,
        SopClassUid: sopClassUid,
      },
    },
    attachments: [
      {
        contentType: 1,
        // Names of a batch share their beginning, as those of files do.
        uuid: `${digestOf(Math.floor(number / 1024))}-${digest.slice(8, 12)}-4${digest.slice(13, 16)}-8${digest.slice(17, 20)}-${digest.slice(20)}`,
        uncompressedSize: 8192,
        compressedSize: 8192,
        uncompressedMd5: digest,
        compressedMd5: digest,
        compression: 'none',
      },
    ],
    overwrite: 'Never',
    receivedAtMs: Date.now(),
  };
}

function digestOf(batch: number): string {
  return createHash('md5').update(String(batch)).digest('hex').slice(0, 8);
}
